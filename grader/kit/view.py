"""What a self-check has to say, in the words and the order in which a student meets it; how it looks is not decided here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.kit.hints import HINTED, HintBook, first_wrong, hint
from grader.kit.selfcheck import Checked
from grader.model.result import CheckResult, ExerciseResult
from grader.model.verdict import Status, Verdict
from grader.report import words
from grader.report.text import name, sentence, visible

QUIET = (Verdict.PASSED, Verdict.SKIPPED)
"""Verdicts that leave nothing to do."""

PRINTED_LINES = 8
"""Lines of what a student's file printed that are shown."""

_LONGEST = 400
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check. ``message`` is empty where it passed or where an earlier check said the same."""

    title: str
    tone: str
    verdict: str
    """How it ended, where its mark does not say it all."""
    message: str
    hints: tuple[tuple[str, tuple[str, ...]], ...]
    """The hints that were taken: degree and sentences."""
    quiet: bool
    """Whether it leaves nothing to do."""


@dataclass(frozen=True, slots=True)
class CheckedView:
    """One exercise. ``whole`` says why its checks were not judged one by one, and ``checks`` is empty then."""

    title: str
    tone: str
    state: str
    whole: str
    checks: tuple[CheckView, ...]
    remarks: tuple[str, ...]
    printed: tuple[str, ...]
    printed_lines: int
    covered: str
    """What the cases here are, and what is left to the instructor."""


def view(checked: Checked, book: HintBook) -> CheckedView:
    """The facts of one exercise."""
    result = checked.result
    graded = result.status is Status.GRADED
    printed = visible(result.printed).rstrip().split("\n") if result.printed.strip() else []
    return CheckedView(
        title=name(result.title),
        tone=tone(checked),
        state=state(checked),
        whole="" if graded else _whole(result),
        checks=tuple(_checks(result, book)) if graded else (),
        remarks=tuple(_remarks(result)),
        printed=tuple(each[:_WIDEST] for each in printed[:PRINTED_LINES]),
        printed_lines=len(printed),
        covered="" if checked.missing else _covered(checked),
    )


def state(checked: Checked) -> str:
    """How the whole exercise stands, in a few words."""
    result = checked.result
    if result.status is not Status.GRADED:
        return words.status(result)
    if checked.wrong:
        return f"{checked.right} of {len(result.checks)} checks right"
    skipped = len(result.checks) - checked.right
    return f"right, {skipped} not judged" if skipped else "right"


def tone(checked: Checked) -> str:
    """The tone of the whole exercise, as in the reports."""
    if checked.result.status is Status.GRADED:
        return "bad" if checked.wrong else "good"
    return words.tone(checked.result)


def next_step(checked: Sequence[Checked], book: HintBook, command: str) -> str:
    """What to do next. ``command`` is how a check is asked for: ``grade check`` or ``%check``."""
    wrong = next((each for each in checked if each.wrong), None)
    if wrong is None:
        return "Everything is right on these cases."
    first = first_wrong(wrong.result)
    degree = book.next(wrong.result.id, first.id) if first else ""
    return f"{command} {wrong.result.id} --hint says {degree} “{name(first.title)}” is wrong." if first and degree else ""


def take_hint(checked: Sequence[Checked], book: HintBook) -> str:
    """Open the next hint on the first thing that is wrong; what there is to say where none is left, else empty."""
    for each in checked:
        check = first_wrong(each.result)
        if check is not None:
            if book.take(each.result.id, check.id):
                return ""
            return "This course gives no hints." if book.policy.most == "none" else "There is no further hint."
    return "There is nothing to give a hint on: what is said above is all there is to it."


def _whole(result: ExerciseResult) -> str:
    number = next((finding.line for finding in result.findings if finding.line), None)
    return _placed(result.message, words.place(result.source, number) if number else "")


def _placed(message: str, place: str) -> str:
    """A sentence with the place it speaks of, where it does not name that itself."""
    text = sentence(message, _LONGEST)
    return f"{text} ({place})" if place and place not in text else text


def _checks(result: ExerciseResult, book: HintBook) -> Iterator[CheckView]:
    told: set[str] = set()
    for check in result.checks:
        passed = check.verdict is Verdict.PASSED
        message = "" if passed or check.message in told else _sentence(check, result)
        told.add(check.message)
        shown = book.shown(result.id, check.id) if check.verdict in HINTED else ()
        yield CheckView(
            title=name(check.title),
            tone=words.TONES[check.verdict],
            verdict="" if check.verdict in (Verdict.PASSED, Verdict.FAILED) else words.verdict(check.verdict),
            message=message,
            hints=tuple((degree, tuple(_hint(check, degree, result))) for degree in shown),
            quiet=check.verdict in QUIET,
        )


def _sentence(check: CheckResult, result: ExerciseResult) -> str:
    number = next((f.line for f in check.findings if f.level == "error" and f.line), None)
    return _placed(check.message, words.place(result.source, number) if number else "")


def _hint(check: CheckResult, degree: str, result: ExerciseResult) -> list[str]:
    return [sentence(said, _LONGEST) for said in hint(check, degree, result.source)]


def _remarks(result: ExerciseResult) -> list[str]:
    findings = [*result.findings, *(finding for check in result.checks for finding in check.findings)]
    messages = dict.fromkeys(finding.message for finding in findings if finding.level == "remark")
    return [sentence(message, _LONGEST) for message in messages]


def _covered(checked: Checked) -> str:
    here = f"These are {checked.cases} cases." if checked.cases > 1 else "This is 1 case."
    left = checked.further.sentence()
    return f"{here} {left}" if left else ""
