"""Plain ``pytest`` in a student's kit: every public check is a test, with the sentences of ``grade check`` where it fails.

Installed with the grader, and so loaded wherever pytest runs beside it: it does nothing, and imports nothing, where the root
folder is no kit.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from grader.kit.hints import HintBook
    from grader.kit.selfcheck import Checked, SelfCheck
    from grader.model.exercise import Check, Exercise
    from grader.model.result import CheckResult

_KIT = "kit.json"
_COURSE = "course.yaml"


class NotRight(Exception):
    """A check that did not pass: what is wrong, and what hints were taken."""


def pytest_configure(config: pytest.Config) -> None:
    """Take part where pytest's root folder is a kit."""
    root = config.rootpath
    if (root / _KIT).is_file() and (root / _COURSE).is_file():
        config.pluginmanager.register(KitPlugin(root), "grader-kit")


class KitPlugin:
    """Collects the exercises' files of one kit."""

    def __init__(self, root: Path) -> None:
        """``root`` is the kit's folder."""
        self._root = root
        self._opened: SelfCheck | None = None
        self._files: list[ExerciseFile] = []

    @property
    def selfcheck(self) -> "SelfCheck":
        """The check of the kit, opened on first need. A kit that cannot be read is a usage error."""
        if self._opened is None:
            from grader.checks.table import SETTINGS
            from grader.errors import GraderError
            from grader.inputs import DRAW_SETTINGS
            from grader.kit.selfcheck import SelfCheck
            from grader.spec.load import load_course

            try:
                course = load_course(self._root, kinds=SETTINGS, distributions=DRAW_SETTINGS)
                self._opened = SelfCheck(course, self._root, plain=bool(os.environ.get("GRADE_PLAIN")))
            except GraderError as error:
                raise pytest.UsageError(str(error)) from error
        return self._opened

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> "ExerciseFile | None":
        """A student's file of one of the kit's exercises; a notebook where there is no Python file."""
        if file_path.parent != self._root or file_path.suffix not in (".py", ".ipynb"):
            return None
        if file_path.suffix == ".ipynb" and file_path.with_suffix(".py").exists():
            return None
        found = next((e for e in self.selfcheck.exercises if e.id == file_path.stem), None)
        if found is None:
            return None
        node: ExerciseFile = ExerciseFile.from_parent(parent, path=file_path)
        node.set_up(self, found)
        self._files.append(node)
        return node

    def pytest_report_header(self) -> str:
        """What is said at the top."""
        return f"kit: {self.selfcheck.course.title} (public cases only)"

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """What the tests did not cover, and how the files were run."""
        if self._opened is None:
            return
        terminalreporter.section("what these tests do not cover")
        for checked in (file.checked for file in self._files if file.was_run):
            terminalreporter.line(f"{checked.result.title}: {checked.further.sentence() or 'nothing further.'}")
        if self._opened.remark:
            terminalreporter.line(self._opened.remark)

    def pytest_sessionfinish(self) -> None:
        """End the workers."""
        if self._opened is not None:
            self._opened.close()


class ExerciseFile(pytest.File):
    """One student's file; it is run once, by the first of its tests."""

    plugin: KitPlugin
    exercise: "Exercise"
    _checked: "Checked | None" = None
    _explained = False

    def set_up(self, plugin: KitPlugin, exercise: "Exercise") -> None:
        """Say what the file is."""
        self.plugin, self.exercise = plugin, exercise

    @property
    def was_run(self) -> bool:
        """Whether any of its tests ran."""
        return self._checked is not None

    @property
    def checked(self) -> "Checked":
        """How the file did."""
        if self._checked is None:
            self._checked = self.plugin.selfcheck.run(self.exercise)
        return self._checked

    def explain(self, book: "HintBook") -> None:
        """Find out what the hints that were taken need, once."""
        if not self._explained:
            self._checked = self.plugin.selfcheck.with_hints(self.checked, book)
            self._explained = True

    def collect(self) -> "Iterator[CheckItem]":
        """A test for each check that has a public case."""
        from grader.kit.places import places

        lines = places(self.exercise, self.path)
        for check in self.exercise.checks:
            item: CheckItem = CheckItem.from_parent(self, name=check.id)
            item.set_up(check, lines.get(check.id, 0))
            yield item


class CheckItem(pytest.Item):
    """One check as a test."""

    check: "Check"
    line: int

    def set_up(self, check: "Check", line: int) -> None:
        """``line`` (from 0) is where the function that it is about begins."""
        self.check, self.line = check, line

    def runtest(self) -> None:
        """Pass, skip, or raise what is wrong."""
        from grader.model.verdict import Verdict

        file = self._file()
        result = next(each for each in file.checked.result.checks if each.id == self.check.id)
        if result.verdict is Verdict.SKIPPED:
            pytest.skip(result.message)
        if result.verdict is not Verdict.PASSED:
            raise NotRight(self._sentences(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The sentences alone: a traceback through the grader would help nobody."""
        from grader.errors import GraderError

        if isinstance(excinfo.value, NotRight | GraderError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the check is about, and its title."""
        return self.path, self.line, f"{self._file().exercise.title}: {self.check.title}"

    def _file(self) -> ExerciseFile:
        if not isinstance(self.parent, ExerciseFile):
            raise TypeError("a check stands in a file")
        return self.parent

    def _sentences(self, result: "CheckResult") -> str:
        """What ``grade check`` says of it, with the hints that were taken."""
        from grader.kit.hints import HintBook
        from grader.kit.view import view

        file, selfcheck = self._file(), self._file().plugin.selfcheck
        book = HintBook.open(selfcheck.folder, selfcheck.policy)
        file.explain(book)
        shown = view(file.checked, book)
        checks = {check.id: each for check, each in zip(file.checked.result.checks, shown.checks, strict=False)}
        hints = checks[self.check.id].hints if self.check.id in checks else ()
        lines = [result.message or shown.whole]
        lines += [f"{degree.capitalize()}: {said}" for degree, sentences in hints for said in sentences]
        return "\n".join(lines)
