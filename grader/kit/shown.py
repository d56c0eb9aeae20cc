"""A check of one's own work in the terminal: what is right, what is not, and what it does not cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from grader.kit.hints import HintBook, first_wrong, hint
from grader.kit.selfcheck import Checked
from grader.model.result import CheckResult, ExerciseResult
from grader.model.verdict import Status, Verdict
from grader.report import words
from grader.report.text import name, sentence, visible

STYLES = {"good": "green", "fair": "yellow", "bad": "red", "quiet": "bright_black", "fault": "magenta"}

_MARKS = {"good": "✓", "fair": "◐", "bad": "✗", "quiet": "–", "fault": "!"}
_PLAIN_MARKS = {"good": "+", "fair": "~", "bad": "x", "quiet": "-", "fault": "!"}
_QUIET = (Verdict.PASSED, Verdict.SKIPPED)
_LONGEST = 400
_PRINTED_LINES = 8


def render(checked: Checked, book: HintBook, encoding: str = "utf-8", *, brief: bool = False) -> Group:
    """One exercise: its checks, a sentence for each that is wrong, the hints that were taken, and what is not covered.

    ``brief`` leaves out what is right, remarks and what was printed.
    """
    return Group(*_blocks(checked, book, _marks(encoding), brief))


def line(checked: Checked, encoding: str = "utf-8") -> Text:
    """One exercise on one line."""
    tone = _tone(checked)
    text = Text(f"{_marks(encoding)[tone]} ", style=STYLES[tone])
    text.append(name(checked.result.title), style="bold")
    text.append(f"  {_state(checked)}", style="dim")
    return text


def conclusion(checked: Sequence[Checked], book: HintBook) -> Text:
    """The last line: what to do next."""
    wrong = next((each for each in checked if each.wrong), None)
    if wrong is None:
        return Text("Everything is right on these cases.", style="green")
    first = first_wrong(wrong.result)
    degree = book.next(wrong.result.id, first.id) if first else ""
    if first is None or not degree:
        return Text()
    return Text(f"grade check {wrong.result.id} --hint says {degree} “{name(first.title)}” is wrong.", style="dim")


def print_checked(checked: Sequence[Checked], book: HintBook, console: Console) -> None:
    """Everything, one exercise below the other."""
    for number, each in enumerate(checked):
        if number:
            console.print()
        console.print(render(each, book, console.encoding))
    last = conclusion(checked, book)
    if last.plain:
        console.print()
        console.print(last)


def _blocks(checked: Checked, book: HintBook, marks: dict[str, str], brief: bool) -> Iterator[RenderableType]:
    result = checked.result
    tone = _tone(checked)
    title = Text(name(result.title), style="bold")
    title.append(f"  {_state(checked)}", style=f"not bold {STYLES[tone]}")
    yield title
    if result.status is not Status.GRADED:
        yield _Indented(Text(_whole(result)), 2)
    else:
        shown = [check for check in result.checks if not brief or check.verdict not in _QUIET]
        yield from _checks(result, shown, book, marks)
    if not brief:
        yield from _remarks(result)
        yield from _printed(result)
    covered = checked.further.sentence()
    if covered and not checked.missing:
        cases = f"These are {checked.cases} cases. " if checked.cases > 1 else "This is 1 case. "
        yield _Indented(Text(cases + covered, style="dim"), 2)


def _whole(result: ExerciseResult) -> str:
    """Why an exercise was not judged check by check."""
    line_number = next((finding.line for finding in result.findings if finding.line), None)
    place = f" ({words.place(result.source, line_number)})" if line_number else ""
    return sentence(result.message, _LONGEST) + place


def _checks(
    result: ExerciseResult, checks: Sequence[CheckResult], book: HintBook, marks: dict[str, str]
) -> Iterator[RenderableType]:
    told: set[str] = set()
    for check in checks:
        tone = words.TONES[check.verdict]
        head = Text(f"{marks[tone]} ", style=STYLES[tone])
        head.append(name(check.title), style="" if tone in ("good", "quiet") else "bold")
        if check.verdict not in (Verdict.PASSED, Verdict.FAILED):
            head.append(f"  {words.verdict(check.verdict)}", style=f"not bold {STYLES[tone]}")
        yield _Indented(head, 2)
        if check.verdict is not Verdict.PASSED and check.message and check.message not in told:
            told.add(check.message)
            yield _Indented(Text(_sentence(check, result), style="dim" if tone == "quiet" else ""), 4)
        yield from _hints(check, result, book)


def _sentence(check: CheckResult, result: ExerciseResult) -> str:
    """What is wrong, with the place where a finding names one that the sentence does not."""
    text = sentence(check.message, _LONGEST)
    number = next((f.line for f in check.findings if f.level == "error" and f.line), None)
    place = words.place(result.source, number) if number else ""
    return f"{text} ({place})" if place and place not in text else text


def _hints(check: CheckResult, result: ExerciseResult, book: HintBook) -> Iterator[RenderableType]:
    if check.verdict in _QUIET:
        return
    for degree in book.shown(result.id, check.id):
        for number, said in enumerate(hint(check, degree, result.source)):
            text = Text(f"{degree.capitalize()}: " if number == 0 else " " * (len(degree) + 2), style="cyan")
            text.append(sentence(said, _LONGEST), style="default")
            yield _Indented(text, 4)


def _remarks(result: ExerciseResult) -> Iterator[RenderableType]:
    findings = [*result.findings, *(finding for check in result.checks for finding in check.findings)]
    for message in dict.fromkeys(finding.message for finding in findings if finding.level == "remark"):
        yield _Indented(Text(f"Remark: {sentence(message, _LONGEST)}", style="dim"), 2)


def _printed(result: ExerciseResult) -> Iterator[RenderableType]:
    """The beginning of what the file printed: prints are how one debugs."""
    lines = visible(result.printed).rstrip().split("\n") if result.printed.strip() else []
    if lines:
        more = f" (the first {_PRINTED_LINES} of {len(lines)} lines)" if len(lines) > _PRINTED_LINES else ""
        yield _Indented(Text(f"Your file printed{more}:", style="dim"), 2)
        yield _Indented(Text("\n".join(each[:200] for each in lines[:_PRINTED_LINES]), style="dim"), 4)


@dataclass(frozen=True, slots=True)
class _Indented:
    """Text whose every line begins further in, and ends where its words do."""

    text: Text
    by: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, wrapped to what is left of the width."""
        for each in self.text.wrap(console, max(options.max_width - self.by, 10)):
            each.rstrip()
            yield Text(" " * self.by) + each


def _state(checked: Checked) -> str:
    result = checked.result
    if result.status is not Status.GRADED:
        return words.status(result)
    if not checked.wrong:
        skipped = len(result.checks) - checked.right
        return f"right, {skipped} not judged" if skipped else "right"
    return f"{checked.right} of {len(result.checks)} checks right"


def _tone(checked: Checked) -> str:
    if checked.result.status is Status.GRADED:
        return "bad" if checked.wrong else "good"
    return words.tone(checked.result)


def _marks(encoding: str) -> dict[str, str]:
    """Marks that the terminal can show."""
    try:
        "".join(_MARKS.values()).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _PLAIN_MARKS
    return _MARKS
