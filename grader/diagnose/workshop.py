"""One worker in which many variants of a student's file can be tried, each loaded only when it is first called.

The file is run once. A variant differs from it in one function or class (any statement of the module); trying it means running that
statement again with the edit in it, and undoing that means running the original once more.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.model.call import VERBS, Call, Job, Limits
from grader.mutate.mutant import Edit

DRIVER = """
def _prepare(source, filename, units, edits):
    space = globals()
    try:
        exec(compile(source, filename, "exec"), space)
    except Exception:
        pass
    active = [None]

    def load(unit, text):
        exec(compile(text, filename, "exec"), space)

    def activate(number):
        if active[0] == number:
            return
        if active[0] is not None:
            start, end = units[edits[active[0]][0]]
            active[0] = None
            load(None, source[start:end])
        unit, first, last, new = edits[number]
        start, end = units[unit]
        active[0] = number
        load(unit, source[start:first] + new + source[last:end])

    class Variant:
        def __init__(self, number):
            self._number = number

        def __getattr__(self, name):
            activate(self._number)
            if name not in space:
                raise AttributeError(name)
            return space[name]

    for number in range(len(edits)):
        space["_variant_%d" % number] = Variant(number)

"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of the module, by the characters it takes."""

    start: int
    end: int


def units_of(source: str) -> list[Unit]:
    """The statements of a module, decorators included. Raises SyntaxError when ``source`` is no Python."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for node in ast.parse(source).body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(d.lineno for d in decorators)])
        found.append(Unit(starts[first - 1], starts[node.end_lineno or node.lineno]))
    return found


def workshop(job: Job, source: str, edits: Sequence[Edit], seconds: float) -> Job:
    """The job whose file holds all variants of ``source``: ``variant(calls, n)`` calls the n-th of ``edits``."""
    units = units_of(source)
    placed = [(_unit(units, edit), edit.start, edit.end, edit.new) for edit in edits]
    spans = [(unit.start, unit.end) for unit in units]
    text = DRIVER + f"_prepare({source!r}, {job.filename!r}, {spans!r}, {placed!r})\n"
    limits: Limits = replace(job.limits, call_seconds=min(seconds, job.limits.call_seconds))
    return replace(job, source=text.encode(), watches=(), stub=(), limits=limits)


def _unit(units: Sequence[Unit], edit: Edit) -> int:
    return next(i for i, unit in enumerate(units) if unit.start <= edit.start and edit.end <= unit.end)


def variant(calls: Sequence[Call], number: int) -> tuple[Call, ...]:
    """The program ``calls``, made of the ``number``-th variant in a workshop."""
    return tuple(
        call if call.target in VERBS else replace(call, target=f"_variant_{number}.{call.target}") for call in calls
    )
