"""Every error that is raised on purpose, by whose it is to mend.

::

    GraderError
    ├── UsageError          the person at the keyboard: a wrong path, option or name        exit status 2
    ├── SpecError           the author: one or more Problems in YAML or a reference          exit status 2
    └── GraderFault         ours: a bug or a broken machine; withholds the score             exit status 3

A student's mistake is never an exception here: it is a verdict.
"""

from dataclasses import dataclass
from pathlib import Path


class GraderError(Exception):
    """The root of the tree. ``str()`` is what the person reads; ``code`` names a row of ``docs/errors.md``."""

    code = "error"
    exit_status = 3


class UsageError(GraderError):
    """The command cannot be carried out as given: what is wrong, and what to do instead."""

    code = "usage"
    exit_status = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an author's file. ``line`` and ``column`` count from 1; ``text`` is the offending text."""

    path: Path
    line: int
    column: int
    where: str
    """The path of keys to it, e.g. ``parts[0].cases[2].draw.x``."""
    message: str
    text: str = ""
    hint: str = ""
    """What is probably meant, e.g. ``did you mean 'points'?``."""

    def __str__(self) -> str:
        """``file:line:column: where: message (hint)``, as editors and compilers print it."""
        quoted = f": {self.text!r}" if self.text else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.where}: {self.message}{quoted}{hint}"


class SpecError(GraderError):
    """All the problems of an author's file at once."""

    code = "spec"
    exit_status = 2

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """``problems`` holds at least one."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class GraderFault(GraderError):
    """The grader's own fault: a broken reference, a worker that cannot be started, an inconsistent record."""

    code = "fault"
    exit_status = 3
