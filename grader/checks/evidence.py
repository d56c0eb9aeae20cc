"""What a check is given to judge: its cases, what was expected and what was observed. And what it says when a value
never came.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.checks.broken_rules import broken, findings_of, required_of
from grader.expected.record import Expectation
from grader.model.call import DESCRIBE, VJP, Call, Ending, Name, Outcome, Run
from grader.model.exercise import Case, Check, Exercise, Part
from grader.model.result import Finding
from grader.model.value import Input, Value, type_of
from grader.model.verdict import Verdict
from grader.notebook import place

AGAIN = "again"
"""Suffix of the run that repeats a part's first case, to see whether the same inputs give the same outputs."""


def run_id(part: Part, case: Case, suffix: str = "") -> str:
    """The id of the run of ``part``'s program on ``case``."""
    return f"{part.id}/{case.name}" + (f"/{suffix}" if suffix else "")


def program_run(part: Part, case: Case, inputs: Mapping[str, Input], send: Iterable[str], suffix: str = "") -> Run:
    """The run of the part's whole program on one case, sending back ``send`` (names; of dotted paths, the first segment)."""
    names = frozenset(path.split(".")[0] for path in send)
    return Run(run_id(part, case, suffix), inputs, part.program, names)


@dataclass(frozen=True, slots=True)
class Trial:
    """One case of a check: inputs, expectation and the outcomes of its run (and of its repetition, when there was one)."""

    case: Case
    expected: Expectation
    outcomes: tuple[Outcome, ...]
    again: tuple[Outcome, ...] = ()
    cells: tuple[int, ...] = ()
    """Of a notebook: the first line of each cell, for saying where something is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a check judges from."""

    exercise: Exercise
    part: Part
    check: Check
    trials: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class Setback:
    """Why a value is not there or may not count: the verdict it leads to, one sentence, and findings."""

    verdict: Verdict
    message: str
    findings: tuple[Finding, ...] = ()


_SENTENCES_OF_ITS_OWN = (Ending.MISSING, Ending.NOT_RUN)
"""Endings whose message from the worker is the whole sentence."""

_TOLD = {VJP: "the backward pass", DESCRIBE: "looking into the result"}
"""What the worker's own verbs are called before students."""

_VERDICTS = {
    Ending.RAISED: Verdict.ERROR,
    Ending.EXITED: Verdict.ERROR,
    Ending.CRASHED: Verdict.ERROR,
    Ending.MISSING: Verdict.FAILED,
    Ending.TIMEOUT: Verdict.TIMEOUT,
    Ending.MEMORY: Verdict.MEMORY,
    Ending.UNIMPLEMENTED: Verdict.NOT_ATTEMPTED,
    Ending.WRONG_COUNT: Verdict.FAILED,
    Ending.NOT_RUN: Verdict.SKIPPED,
}


def obtained(
    trial: Trial, program: tuple[Call, ...], path: str, exercise: Exercise, *, remembered: bool = False
) -> "Value | Setback":
    """The student's value under a dotted ``path`` in one trial, or the setback that kept it away.

    ``remembered``: it may come from an earlier run, in which the rules that must be followed were seen to be.
    """
    name, *keys = path.split(".")
    index = next((i for i, call in enumerate(program) if name in call.binds), None)
    if index is None or len(trial.outcomes) <= index:
        return Setback(Verdict.GRADER_FAULT, f"The grader planned {name} and has no answer for it.")
    needed = _needed(program, index)
    for step in needed:
        setback = _setback(program[step], trial.outcomes[step], trial.cells)
        if setback:
            return setback
    setback = _broken_rules(exercise, program, trial, needed, remembered)
    for step in needed if program[index].target == DESCRIBE else [index]:
        setback = setback or _changed_inputs(program, step, trial.outcomes[step])
    setback = setback or _overwritten(program, index, name, trial.outcomes)
    if setback:
        return setback
    if name not in trial.outcomes[index].values:
        return Setback(Verdict.GRADER_FAULT, f"The worker sent no {name}.")
    return _within(trial.outcomes[index].values[name], name, keys)


def _needed(program: tuple[Call, ...], index: int) -> list[int]:
    """The statements that statement ``index`` depends on, itself last."""
    needed = {index}
    for i in range(index, -1, -1):
        if i in needed:
            used = _given(program[i])
            needed |= {j for j in range(i) if used & set(program[j].binds)}
    return sorted(needed)


def _setback(call: Call, outcome: Outcome, cells: tuple[int, ...]) -> Setback | None:
    """The setback when ``call`` did not return, worded for the student."""
    ending, target = outcome.ending, _TOLD.get(call.target, call.target)
    if ending is Ending.RETURNED:
        return None
    line = outcome.frames[-1].line if outcome.frames else None
    where = f", {place(line, cells)}" if line else ""
    sentences = {
        # What the worker itself refuses has no kind, and is a sentence.
        Ending.RAISED: f"{target} raised {outcome.kind}{where}" + (f": {outcome.message}" if outcome.message else ".")
        if outcome.kind
        else _stopped(outcome.message),
        Ending.EXITED: f"{target} ended the program{where}: {outcome.message or outcome.kind}. Return a value instead.",
        Ending.CRASHED: f"Python itself crashed while {target} ran: {outcome.message}.",
        Ending.MISSING: _stopped(outcome.message or f"There is no {target} in your file"),
        Ending.TIMEOUT: f"{target} did not finish: {outcome.message or 'it ran into its time limit'}.",
        Ending.MEMORY: f"{target} needed more memory than it may use. {outcome.message}".strip(),
        Ending.UNIMPLEMENTED: f"{target} is not written yet.",
        Ending.WRONG_COUNT: _stopped(f"{target} {outcome.message or 'returned the wrong number of values'}"),
        Ending.NOT_RUN: outcome.message or f"{target} was not run because of an earlier failure.",
    }
    sentence = sentences[ending]
    if ending in _SENTENCES_OF_ITS_OWN or call.target in _TOLD:
        sentence = sentence[:1].upper() + sentence[1:]
    return Setback(_VERDICTS[ending], sentence, (Finding(ending.value, sentence, line),))


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _broken_rules(
    exercise: Exercise, program: tuple[Call, ...], trial: Trial, needed: list[int], remembered: bool
) -> Setback | None:
    """The setback when a rule was seen broken on the way to the value, or one that had to be followed was not."""
    if seen := broken(exercise, (trial.outcomes[step] for step in needed)):
        findings = findings_of(seen, trial.cells)
        return Setback(Verdict.FAILED, findings[0].message, findings)
    # A result may be remembered from an earlier call with the same arguments: once is enough.
    followed = {
        v.callable.split(".")[0] for o in trial.outcomes + trial.again for v in o.violations if v.rule == "autodiff"
    }
    for target in (program[step].target for step in needed):
        if not remembered and target.split(".")[0] in required_of(exercise) - followed:
            message = f"{target} must use PyTorch's autograd, and no backward pass of autograd was seen to run in it."
            return Setback(Verdict.FAILED, message, (Finding("not_autograd", message),))
    return None


def _given(call: Call) -> set[str]:
    """The names that a call is given."""
    values = [*(call.arguments or ()), *(value for _, value in call.keywords)]
    return {value.name for value in values if isinstance(value, Name)}


def _changed_inputs(program: tuple[Call, ...], step: int, outcome: Outcome) -> Setback | None:
    """The setback when a call changed what it, or the program, was given."""
    made = {name for call in program for name in call.binds} - _given(program[step])
    names = ", ".join(name for name in outcome.mutated if name not in made)
    if not names:
        return None
    message = (
        f"{names} was changed in place while {_running(program[step])}. "
        "A function may not change its arguments: work on a copy."
    )
    return Setback(Verdict.FAILED, message, (Finding("input_changed", message),))


def _overwritten(
    program: tuple[Call, ...], index: int, name: str, outcomes: tuple[Outcome, ...]
) -> Setback | None:
    """The setback when the result of call ``index`` was changed by a later one that was not given it."""
    for step in range(index + 1, len(outcomes)):
        if name in outcomes[step].mutated and name not in _given(program[step]):
            message = (
                f"{name} changed after it had been returned, while {_running(program[step])}: the two share memory. "
                f"Return a new array or tensor each time."
            )
            return Setback(Verdict.FAILED, message, (Finding("result_overwritten", message),))
    return None


def _running(call: Call) -> str:
    return f"{_TOLD.get(call.target, call.target)} ran"


def _within(value: Value, name: str, keys: list[str]) -> "Value | Setback":
    """The part of ``value`` under ``keys``."""
    for key in keys:
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list | tuple) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            came = f"it has {', '.join(map(repr, value)) or 'no keys'}" if isinstance(value, dict) else described(value)
            message = f"{name} has no entry {key!r}: {came}."
            return Setback(Verdict.FAILED, message, (Finding("wrong_keys", message),))
    return value


def described(value: Value) -> str:
    """What came, as the end of a sentence: ``it is None``, ``it is a list of 3 values``."""
    return f"it is {type_of(value)}"
