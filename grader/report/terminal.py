"""The summary at the prompt: marks per exercise, one sentence for each lost mark, and where the page is."""

from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.model.result import ExerciseResult, Finding, Report
from grader.report import words
from grader.report.losses import Loss, losses
from grader.report.text import name, sentence, visible

_STYLES = {"good": "green", "fair": "yellow", "bad": "red", "quiet": "bright_black", "fault": "magenta"}
_NARROW = 60
_NAME = 40
_LONGEST = 300


def summary(report: Report, console: Console, page_path: Path | None = None) -> None:
    """Print one submission. What a student wrote is only ever text: no markup, no escape sequences."""
    _print_anything(console)
    title = Text(name(report.submission, _NAME), style="bold")
    title.append(f"  {name(report.course)}", style="not bold dim")
    console.print(title)
    console.print()
    console.print(_marks(report, console.width < _NARROW))
    _print_losses(report, console)
    _print_remarks(report, console)
    if report.score is None:
        console.print()
        console.print(Text(words.headline(report) + " Tell your instructor; it costs you nothing.", style="magenta"))
    if page_path is not None:
        console.print()
        _print_path("Report", page_path, console)


def summary_of_several(
    reports: Sequence[Report],
    console: Console,
    folder: Path | None = None,
    failures: Iterable[tuple[str, str]] = (),
) -> None:
    """Print a line for each of several submissions.

    ``failures``: who could not be graded at all, and why.
    """
    _print_anything(console)
    narrow = console.width < _NARROW
    titles = {exercise.id: exercise.title for report in reports for exercise in report.exercises}
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", pad_edge=False)
    table.add_column("submission", overflow="fold")
    for title in () if narrow else titles.values():
        table.add_column(Text(name(title)), justify="right")
    table.add_column("total", justify="right", no_wrap=True)
    for report in reports:
        by_id = {exercise.id: exercise for exercise in report.exercises}
        shown = [] if narrow else [_cell(by_id.get(each)) for each in titles]
        total = Text(words.score(report.score, report.max_score), style="bold")
        table.add_row(Text(name(report.submission, _NAME)), *shown, total)
    console.print(table)
    for who, reason in failures:
        console.print(Text(f"{name(who, _NAME)}: {sentence(reason, _LONGEST)}", style="red"))
    if folder is not None:
        console.print()
        _print_path("Reports", folder, console)


def _marks(report: Report, narrow: bool) -> Table:
    """The exercises and their checks, with verdicts in words and marks."""
    table = Table(box=None, show_header=False, padding=(0, 2 if not narrow else 1, 0, 0), pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for exercise in report.exercises:
        style = _STYLES[words.tone(exercise)]
        total = Text(words.score(exercise.score, exercise.max_score), style="bold")
        table.add_row(Text(name(exercise.title), style="bold"), Text(words.status(exercise), style=style), total)
        for check in exercise.checks if exercise.status.value == "graded" else ():
            style = _STYLES[words.TONES[check.verdict]]
            verdict = Text(words.verdict(check.verdict), style=style)
            points = Text(words.score(check.score, check.max_score), style="dim")
            table.add_row(Padding(Text(name(check.title)), (0, 0, 0, 2)), verdict, points)
        table.add_row()
    table.add_row(Text("Total", style="bold"), "", Text(words.score(report.score, report.max_score), style="bold"))
    return table


def _print_losses(report: Report, console: Console) -> None:
    """One sentence for each loss, biggest first."""
    found = losses(report)
    if not found:
        return
    console.print()
    console.print(Text("What to fix first", style="bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for loss in found:
        grid.add_row(Text(f"-{words.marks(loss.lost)}", style="dim" if loss.waiting else "red"), _loss(loss))
    console.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _loss(loss: Loss) -> Text:
    """Where the marks were lost, and below it why."""
    where = f"{name(loss.exercise.title)} / {name(loss.what)}" if loss.checks else name(loss.exercise.title)
    text = Text(where, style="dim" if loss.waiting else "bold")
    text.append(f"\n{sentence(loss.sentence, _LONGEST)}", style="not bold")
    if loss.place:
        text.append(f" ({loss.place})", style="not bold dim")
    if loss.why:
        text.append(f"\n{sentence(loss.why, _LONGEST)}", style="not bold cyan")
    return text


def _print_remarks(report: Report, console: Console) -> None:
    """What costs nothing but is worth knowing; several remarks of one kind on one exercise are told once."""
    told = [(exercise, alike) for exercise in report.exercises for alike in _remarks(exercise)]
    if not told:
        return
    console.print()
    console.print(Text("Remarks (they cost nothing)", style="dim bold"))
    for exercise, (first, *others) in told:
        text = f"{name(exercise.title)}: {sentence(first.message, _LONGEST)}"
        if first.line is not None:
            text += f" ({words.place(exercise.source, first.line)})"
        if others:
            text += f" And {len(others)} more like this."
        console.print(Padding(Text(text, style="dim"), (0, 0, 0, 2), expand=False))


def _remarks(exercise: ExerciseResult) -> list[list[Finding]]:
    """The remarks on an exercise and its checks, grouped by code."""
    findings = [*exercise.findings, *(finding for check in exercise.checks for finding in check.findings)]
    groups: dict[str, list[Finding]] = {}
    for finding in dict.fromkeys(findings):
        if finding.level == "remark":
            groups.setdefault(finding.code, []).append(finding)
    return list(groups.values())


def _cell(exercise: ExerciseResult | None) -> Text:
    if exercise is None:
        return Text("–")
    return Text(words.marks(exercise.score), style=_STYLES[words.tone(exercise)])


def _print_path(label: str, path: Path, console: Console) -> None:
    """A path on a line of its own that no wrapping breaks, so that it can be copied."""
    console.print(Text(f"{label}: {visible(str(path))}"), soft_wrap=True)


def _print_anything(console: Console) -> None:
    """Let a terminal that lacks a character show a question mark for it instead of raising."""
    if isinstance(console.file, TextIOWrapper) and console.file.errors == "strict":
        console.file.reconfigure(errors="replace")
