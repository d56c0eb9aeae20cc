"""Calls without their optional arguments: what a starter file's defaults say is part of the exercise, too."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grader.model.call import Call
from grader.model.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Signature:
    """The names of a function's parameters in order, and those of them that have defaults."""

    names: Sequence[str] = ()
    optional: Sequence[str] = ()


def shortened(exercise: Exercise, program: tuple[Call, ...]) -> Iterator[tuple[str, tuple[Call, ...]]]:
    """The program with the last 1, 2, … optional arguments of its calls left out, and words for it."""
    signatures = {stub.name: signature(stub.signature) for stub in exercise.stub if stub.kind == "function"}
    longest = max((len(signature.optional) for signature in signatures.values()), default=0)
    known: set[tuple[Call, ...]] = {program}
    for most in range(1, longest + 1):
        cut = [_cut(call, signatures.get(call.target, Signature()), most) for call in program]
        calls = tuple(call for call, _ in cut)
        if calls not in known:
            known.add(calls)
            left_out = {call.target: gone for call, gone in cut if gone}
            without = [f"{target} called without {', '.join(gone)}" for target, gone in left_out.items()]
            yield f"with {' and '.join(without)}", calls


def signature(text: str) -> Signature:
    """What ``(x, depth=50)`` says; nothing for what is no signature."""
    try:
        function = ast.parse(f"def f{text}: ...").body[0]
    except SyntaxError:
        return Signature()
    assert isinstance(function, ast.FunctionDef)
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args)]
    keyword_only = [a.arg for a, default in zip(given.kwonlyargs, given.kw_defaults, strict=True) if default]
    return Signature(names, [*names[len(names) - len(given.defaults) :], *keyword_only])


def _cut(call: Call, known: Signature, most: int) -> tuple[Call, list[str]]:
    """The call without the last ``most`` optional arguments that it gives, and their names."""
    if call.arguments is None:
        return call, []
    in_place = known.names[: len(call.arguments)]
    by_name = [name for name, _ in call.keywords]
    gone = [name for name in known.optional if name in in_place or name in by_name][-most:]
    arguments = call.arguments[: len(call.arguments) - sum(name in gone for name in in_place)]
    keywords = tuple(pair for pair in call.keywords if pair[0] not in gone)
    return replace(call, arguments=arguments, keywords=keywords), gone
