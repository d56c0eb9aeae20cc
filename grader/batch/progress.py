"""How a run comes along, at the prompt: a bar with rate and time left, and a line above it for each failure of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from grader.report.text import sentence
from grader.store.rows import Student


class ProgressBar:
    """A :class:`grader.batch.run.Watcher` that shows a bar where there is a terminal, and prints failures everywhere."""

    def __init__(self, progress: Progress, total: int) -> None:
        """``total`` students are to be done."""
        self._progress = progress
        self._task = progress.add_task("Grading", total=total)
        self.done = 0
        """How many are done."""

    def finished(self, student: Student) -> None:
        """One more is done."""
        self.done += 1
        self._progress.update(self._task, advance=1)

    def trouble(self, label: str, reason: str) -> None:
        """Print a line; what it quotes may come from a student."""
        self._progress.console.print(Text(f"{sentence(label)}: {sentence(reason)}", style="magenta"))


class _Rate(ProgressColumn):
    """Students per second."""

    def render(self, task: Task) -> Text:
        """The present rate."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="dim")


@contextmanager
def progress_bar(console: Console, total: int) -> Iterator[ProgressBar]:
    """A bar while the work lasts."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    # A cluster, or a pause between two lectures, can make steps irregular: the rate is that of the last minutes.
    with Progress(*columns, console=console, speed_estimate_period=180) as progress:
        yield ProgressBar(progress, total)
