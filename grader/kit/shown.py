"""A check of one's own work in the terminal: what is right, what is not, and what it does not cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from grader.kit.hints import HintBook
from grader.kit.selfcheck import Checked
from grader.kit.view import CheckedView, CheckView, next_step, state, tone, view
from grader.report.text import name

STYLES = {"good": "green", "fair": "yellow", "bad": "red", "quiet": "bright_black", "fault": "magenta"}
"""By tone: the colour of a mark."""

MARKS = {"good": "✓", "fair": "◐", "bad": "✗", "quiet": "–", "fault": "!"}
"""By tone: the mark."""

_PLAIN_MARKS = {"good": "+", "fair": "~", "bad": "x", "quiet": "-", "fault": "!"}


def render(checked: Checked, book: HintBook, encoding: str = "utf-8", *, brief: bool = False) -> Group:
    """One exercise: its checks, a sentence for each that is wrong, the hints that were taken, and what is not covered.

    ``brief`` leaves out what is right, remarks and what was printed.
    """
    return Group(*_blocks(view(checked, book), _marks(encoding), brief))


def line(checked: Checked, encoding: str = "utf-8") -> Text:
    """One exercise on one line."""
    text = Text(f"{_marks(encoding)[tone(checked)]} ", style=STYLES[tone(checked)])
    text.append(name(checked.result.title), style="bold")
    text.append(f"  {state(checked)}", style="dim")
    return text


def print_checked(checked: Sequence[Checked], book: HintBook, console: Console, command: str = "grade check") -> None:
    """Everything, one exercise below the other. ``command`` is how the next check is asked for."""
    for number, each in enumerate(checked):
        if number:
            console.print()
        console.print(render(each, book, console.encoding))
    step = next_step(checked, book, command)
    if step:
        console.print()
        console.print(Text(step, style="dim" if any(each.wrong for each in checked) else "green"))


def _blocks(shown: CheckedView, marks: dict[str, str], brief: bool) -> Iterator[RenderableType]:
    title = Text(shown.title, style="bold")
    title.append(f"  {shown.state}", style=f"not bold {STYLES[shown.tone]}")
    yield title
    if shown.whole:
        yield _Indented(Text(shown.whole), 2)
    for check in shown.checks:
        if not (brief and check.quiet):
            yield from _check(check, marks)
    if not brief:
        yield from (_Indented(Text(f"Remark: {remark}", style="dim"), 2) for remark in shown.remarks)
        yield from _printed(shown)
    if shown.covered:
        yield _Indented(Text(shown.covered, style="dim"), 2)


def _check(check: CheckView, marks: dict[str, str]) -> Iterator[RenderableType]:
    style = STYLES[check.tone]
    head = Text(f"{marks[check.tone]} ", style=style)
    head.append(check.title, style="" if check.tone in ("good", "quiet") else "bold")
    if check.verdict:
        head.append(f"  {check.verdict}", style=f"not bold {style}")
    yield _Indented(head, 2)
    if check.message:
        yield _Indented(Text(check.message, style="dim" if check.quiet else ""), 4)
    for degree, sentences in check.hints:
        label = f"{degree.capitalize()}: "
        for number, said in enumerate(sentences):
            text = Text("" if number else label, style="cyan")
            text.append(said, style="default")
            yield _Indented(text, 4 + len(label) * (number > 0))


def _printed(shown: CheckedView) -> Iterator[RenderableType]:
    """The beginning of what the file printed: prints are how one debugs."""
    if shown.printed:
        more = shown.printed_lines > len(shown.printed)
        which = f" (the first {len(shown.printed)} of {shown.printed_lines} lines)" if more else ""
        yield _Indented(Text(f"Your file printed{which}:", style="dim"), 2)
        yield _Indented(Text("\n".join(shown.printed), style="dim"), 4)


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


def _marks(encoding: str) -> dict[str, str]:
    """Marks that the terminal can show."""
    try:
        "".join(MARKS.values()).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _PLAIN_MARKS
    return MARKS
