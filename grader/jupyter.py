"""``%load_ext grader`` in Jupyter: ``%check batch_norm_backward`` checks what the kernel holds now, in a worker of its own."""

import argparse
import atexit
import shlex
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from IPython.core.error import UsageError as ShellError
from IPython.display import display
from rich.console import Console

from grader.checks.table import SETTINGS
from grader.errors import GraderError
from grader.inputs import DRAW_SETTINGS
from grader.kernel import Cell, defining_cells, joined
from grader.kit.hints import HintBook
from grader.kit.html import html
from grader.kit.selfcheck import Checked, SelfCheck
from grader.kit.shown import print_checked
from grader.kit.view import next_step, take_hint
from grader.model.exercise import Exercise
from grader.model.verdict import Status
from grader.spec.folder import find_course
from grader.spec.load import load_course
from grader.submission import Handed, NotHanded


def load(shell: Any) -> None:
    """Give ``shell`` the magic."""
    shell.register_magic_function(CheckMagic(shell).check, "line", "check")


class Shown:
    """A report that a notebook shows as HTML and a terminal as text."""

    def __init__(self, checked: Sequence[Checked], book: HintBook, notes: Sequence[str]) -> None:
        """``notes`` are said below the report."""
        self._checked, self._book, self._notes = checked, book, [note for note in notes if note]

    def _repr_html_(self) -> str:
        """As a notebook's cell shows it."""
        step = next_step(self._checked, self._book, "%check")
        return str(html(self._checked, self._book, [*self._notes, step]))

    def __repr__(self) -> str:
        """As text."""
        text = StringIO()
        console = Console(file=text, width=100, highlight=False, force_jupyter=False, force_terminal=False)
        print_checked(self._checked, self._book, console, "%check")
        text.write("".join(f"{note}\n" for note in self._notes))
        return text.getvalue()


class _HelpShown(Exception):
    """There is nothing left to do."""


class Arguments(argparse.ArgumentParser):
    """The arguments of ``%check``; a mistake in them ends the cell and not the kernel."""

    def __init__(self) -> None:
        """As ``grade check`` has them."""
        super().__init__("%check", description="Check the functions that the kernel holds now.", exit_on_error=False)
        everything = "the exercises to check (default: all of which the kernel holds something)"
        self.add_argument("exercises", nargs="*", help=everything)
        self.add_argument("--hint", action="store_true", help="say more about the first thing that is wrong")
        self.add_argument("--plain", action="store_true", help="run the code in a fresh Python each time")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how it is used."""
        raise ShellError(f"{message}\n{self.format_usage().strip()}")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """After ``--help``."""
        raise _HelpShown


class CheckMagic:
    """The magic ``%check`` of one kernel."""

    def __init__(self, shell: Any) -> None:
        """Nothing is loaded before the first check."""
        self.shell = shell
        self._check: SelfCheck | None = None
        self._plain = False

    def check(self, line: str) -> None:
        """Check the functions that the kernel holds now, on the public cases: %check [EXERCISE ...] [--hint] [--plain]."""
        try:
            arguments = Arguments().parse_args(shlex.split(line))
            display(self._checked(arguments.exercises, hint=arguments.hint, plain=arguments.plain))
        except _HelpShown:
            return
        except ValueError as error:  # a quotation mark that is not closed
            raise ShellError(str(error)) from None
        except GraderError as error:
            raise ShellError(str(error).replace(": --course path/to/the/course", " by %cd")) from None

    def _checked(self, names: Sequence[str], *, hint: bool, plain: bool) -> Shown:
        check = self._opened(plain)
        chosen = [check.exercise(name) for name in names] or [e for e in check.exercises if self._held(e)]
        if not chosen:
            wanted = ", ".join(exercise.stub[0].name for exercise in check.exercises)
            raise ShellError(f"The kernel holds none of {wanted}, …: run the cells that define your functions first.")
        checked = [check.run(exercise, self._handed(exercise)) for exercise in chosen]
        book = HintBook.open(check.folder, check.policy)
        for each in checked:
            book.settle(each.result.id, each.result.checks)
        said = take_hint(checked, book) if hint else ""
        checked = [check.with_hints(each, book) for each in checked]
        return Shown(checked, book, [said, check.remark])

    def _opened(self, plain: bool) -> SelfCheck:
        """The check of this kernel, whose worker stays warm from one ``%check`` to the next."""
        if self._check is None or plain != self._plain:
            course = load_course(find_course(Path.cwd()), kinds=SETTINGS, distributions=DRAW_SETTINGS)
            if self._check is not None:
                self._check.close()
            self._plain = plain
            self._check = SelfCheck(course, Path.cwd(), plain=plain)
            atexit.register(self._check.close)
        return self._check

    def _held(self, exercise: Exercise) -> list[str]:
        return [stub.name for stub in exercise.stub if stub.name in self.shell.user_ns]

    def _handed(self, exercise: Exercise) -> Handed | NotHanded:
        """What the kernel holds of ``exercise``, as if it had been handed in."""
        names = self._held(exercise)
        if not names:
            wanted = ", ".join(stub.name for stub in exercise.stub)
            return NotHanded(Status.MISSING, f"The kernel holds none of {wanted}: run the cells that define them first.")
        source, starts = joined(defining_cells(self._cells(), names, self.shell.user_ns))
        return Handed(f"{exercise.id}.ipynb", source.encode(), starts)

    def _cells(self) -> list[Cell]:
        """The cells of this session, in the order in which they were run."""
        history = self.shell.history_manager
        raw, parsed = history.input_hist_raw, history.input_hist_parsed
        return [Cell(n, raw[n], self._filename(raw[n], parsed[n], n)) for n in range(1, len(raw)) if raw[n].strip()]

    def _filename(self, raw: str, parsed: str, number: int) -> str:
        """What tracebacks name for the code of a cell."""
        try:
            return str(self.shell.compile.get_code_name(raw, parsed, number))
        except (AttributeError, TypeError):
            return ""
