"""Where in a student's file the functions stand that a check is about."""

import ast
from pathlib import Path

from grader.model.call import VERBS, Call, Name
from grader.model.exercise import Exercise, Part


def places(exercise: Exercise, path: Path) -> dict[str, int]:
    """By check id: the line (from 0) on which the callable begins that makes the value judged; a check without one is left out."""
    try:
        tree = ast.parse(path.read_bytes()) if path.suffix == ".py" else ast.Module([], [])
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    lines = dict(_definitions(tree))
    found = {}
    for part in exercise.parts:
        for check in part.checks:
            line = next((lines[target] for target in _targets(part, check.settings.names()) if target in lines), None)
            if line is not None:
                found[check.id] = line
    return found


def _definitions(tree: ast.Module) -> list[tuple[str, int]]:
    named = []
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                named.append((name, node.lineno - 1))
            case ast.Assign(targets=[ast.Name(id=name)]):
                named.append((name, node.lineno - 1))
    return named


def _targets(part: Part, names: tuple[str, ...]) -> list[str]:
    """The callables that make the first of ``names``, the last one first; a verb counts as what its arguments come from."""
    wanted = {names[0].split(".")[0]} if names else set()
    found = []
    for call in reversed(part.program):
        if wanted & set(call.binds):
            if call.target not in VERBS:
                found.append(call.target.split(".")[0])
            wanted |= _used(call)
    return found


def _used(call: Call) -> set[str]:
    values = [*(call.arguments or ()), *(value for _, value in call.keywords)]
    return {value.name for value in values if isinstance(value, Name)}
