"""Rules that were seen broken while a student's code ran: where that counts, and what is said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from grader.model.call import Call, Outcome, Violation
from grader.model.exercise import Exercise, Part
from grader.model.result import Finding
from grader.notebook import place

_RULES = {
    "autodiff": "must be worked by hand: automatic differentiation ({what}) ran inside it",
    "finite_differences": "must be worked by hand: finite differences ({what}) were used inside it",
    "call": "may not use {what}: that is the ready-made answer",
    "tampering": "interfered with how it is watched ({what})",
}


def broken(exercise: Exercise, outcomes: Iterable[Outcome]) -> list[Violation]:
    """The rules that were broken in ``outcomes``. What a callable is required to do is seen by the same watch, and is none."""
    required = required_of(exercise)
    seen = [violation for outcome in outcomes for violation in outcome.violations]
    return [v for v in seen if _head(v.callable) not in required or v.rule == "tampering"]


def required_of(exercise: Exercise) -> set[str]:
    """The callables in which something has to be seen."""
    return {name for watch in exercise.watches if watch.required for name in watch.callables}


def everywhere(
    exercise: Exercise, parts: Iterable[Part], runs: Mapping[str, tuple[Outcome, ...]]
) -> dict[str, tuple[Outcome, ...]]:
    """``runs`` (by run id), in which a rule that a callable broke in one run is broken in all that call it the same way.

    The code is the same in all of them: whether the watch recognises it may depend on the numbers, and no mark should.
    """
    programs = {part.id: part.program for part in parts}
    # Each once, in the order in which they were seen: the same one is usually seen in every case.
    seen: dict[tuple[str, str], dict[Violation, None]] = defaultdict(dict)
    for id, outcomes in runs.items():
        for call, outcome in zip(_program(programs, id), outcomes, strict=False):
            for violation in broken(exercise, [outcome]):
                if violation.callable:
                    seen[call.target, violation.callable][violation] = None
    if not seen:
        return dict(runs)
    return {id: _with_seen(_program(programs, id), outcomes, seen) for id, outcomes in runs.items()}


def _program(programs: Mapping[str, tuple[Call, ...]], run: str) -> tuple[Call, ...]:
    return programs[run.partition("/")[0]]


def _with_seen(
    program: tuple[Call, ...], outcomes: tuple[Outcome, ...], seen: Mapping[tuple[str, str], Iterable[Violation]]
) -> tuple[Outcome, ...]:
    # A verb such as vjp serves several callables: it is the same only for those that the program calls.
    heads = {_head(call.target) for call in program}
    found = []
    for call, outcome in zip(program, outcomes, strict=False):
        more = [v for (target, name), all in seen.items() if target == call.target and _head(name) in heads for v in all]
        found.append(replace(outcome, violations=tuple(dict.fromkeys([*outcome.violations, *more]))))
    return tuple(found)


def _head(name: str) -> str:
    return name.partition(".")[0]


def findings_of(violations: Iterable[Violation], cells: tuple[int, ...]) -> tuple[Finding, ...]:
    """What is said of them, each once."""
    return tuple(dict.fromkeys(Finding(f"rule_{v.rule}", _sentence(v, cells), v.line) for v in violations))


def _sentence(violation: Violation, cells: tuple[int, ...]) -> str:
    line = f" {'in' if cells else 'on'} {place(violation.line, cells)}" if violation.line else ""
    rule = _RULES.get(violation.rule, "broke a rule ({what})").format(what=violation.what)
    return f"{violation.callable} {rule}{line}."
