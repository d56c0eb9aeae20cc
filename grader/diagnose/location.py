"""On which line it goes wrong: the lines where a single change mends all, narrowed by the values that variables held there."""

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from grader.diagnose.pool import Pool, spelled
from grader.diagnose.repair import Repair
from grader.diagnose.trace import Step
from grader.mutate.mutant import Slip


@dataclass(frozen=True, slots=True)
class Location:
    """The line of the student's file, and what is known of it."""

    line: int
    slip: Slip | None
    """What is wrong there; None when several kinds of slip would have the same effect."""
    value: str = ""
    """What a variable there is, compared with what it should be: a clause, or empty."""
    certain: bool = True
    """Whether a change of this line makes all right; else it is the first line whose value is known to be wrong, or ``alone``."""
    alone: bool = False
    """Whether all other lines that the value depends on are cleared by right values."""


def locate(repairs: Sequence[Repair], steps: Sequence[Step], pool: Pool | None) -> Location | None:
    """The line on which all ``repairs`` agree, or that the values single out among theirs; None when neither does."""
    chosen = [repair for repair in repairs if repair.plain] or list(repairs)
    lines = {repair.line for repair in chosen}
    if len(lines) > 1:
        line = _unpacking(chosen) or _first_wrong(sorted(lines), steps, pool)
        if line is None:
            return None
        lines = {line}
        chosen = [repair for repair in chosen if repair.line == line]
    if not lines:
        return None
    (line,) = lines
    slips = {repair.slip.code: repair.slip for repair in chosen}
    slip = next(iter(slips.values())) if len(slips) == 1 else None
    return Location(line, slip, _said(line, steps, pool))


def _unpacking(repairs: Sequence[Repair]) -> int | None:
    """Where a cache is unpacked, when changing that would do and so would packing it differently."""
    if all(repair.slip.code == "cache_order" for repair in repairs):
        return max(repair.line for repair in repairs)
    return None


def _first_wrong(lines: Sequence[int], steps: Sequence[Step], pool: Pool | None) -> int | None:
    """The first of ``lines`` that gives a variable a value which is none of the named ones, or not the one of its name."""
    if pool is None:
        return None
    traced = {line: [step for step in steps if step.line == line] for line in lines}
    return next((line for line in lines if any(_is_wrong(step, pool) for step in traced[line])), None)


def _is_wrong(step: Step, pool: Pool) -> bool:
    name = pool.named(step.name)
    if name is not None and pool.comparable(step.value, name):
        return not pool.equal(step.value, name)
    return not pool.holds(step.value)


def innocent(steps: Sequence[Step], pool: Pool | None) -> set[int]:
    """The lines that give variables of known names exactly the values that belong to these names, and nothing else."""
    if pool is None:
        return set()
    judged: dict[int, bool] = {}
    for step in steps:
        name = pool.named(step.name)
        right = name is not None and pool.equal(step.value, name)
        judged[step.line] = judged.get(step.line, True) and right
    return {line for line, right in judged.items() if right}


def first_wrong_value(steps: Sequence[Step], pool: Pool, lines: Collection[int]) -> Location | None:
    """The first of ``lines`` that leaves a variable of a known name with another value than belongs to the name."""
    last = {(step.function, step.name): step for step in steps}
    for step in steps:
        name = pool.named(step.name)
        if step is not last[step.function, step.name] or step.line not in lines or name is None or name in pool.given:
            continue
        if len(spelled(step.name)) < 2:
            continue
        if pool.comparable(step.value, name) and not pool.equal(step.value, name):
            return Location(step.line, None, _compared(step, pool, name), certain=False)
    return None


def last_suspect(source: str, suspects: Collection[int]) -> Location | None:
    """The one line left of ``suspects`` that does more than to hand values on; None when there are several, or none."""
    moving = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and _hands_on(node)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    left = set(suspects) - moving
    return Location(left.pop(), None, certain=False, alone=True) if len(left) == 1 else None


def _hands_on(statement: ast.stmt) -> bool:
    """Whether a statement gives names to values that there are, or keeps them, and computes nothing."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.value, ast.Name | ast.Attribute | ast.Subscript)
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return all(isinstance(argument, ast.Name) for argument in statement.value.args)
    return False


def _said(line: int, steps: Sequence[Step], pool: Pool | None) -> str:
    """What is known of the value that ``line`` gave a variable of a known name."""
    for step in steps:
        name = pool.named(step.name) if pool is not None and step.line == line else None
        if name is None or pool is None or not pool.comparable(step.value, name):
            continue
        if not pool.equal(step.value, name):
            return _compared(step, pool, name)
    return ""


def _compared(step: Step, pool: Pool, name: str) -> str:
    times = pool.multiple(step.value, name)
    return f"`{step.name}` is {times} times what it should be" if times else f"`{step.name}` is not what it should be"
