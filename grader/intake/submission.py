"""One student's work, wherever it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in. Nothing in it has been read yet: files may be missing, links or nonsense."""

    key: str
    """The student, as the gradebook and the folder of reports call them; fit to be a folder's name."""
    folder: Path
    """Where the files lie under their exact names: the student's own folder, or a copy put in order."""
    files: Mapping[str, Path]
    """The files that an exercise asks for, by name (``my_relu.py`` or ``my_relu.ipynb``)."""
    name: str = ""
    email: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Identifiers by kind: ``canvas``, ``moodle``, ``sid``, and the roster's columns."""
    submitted: datetime | None = None
    """When it was handed in, where that is known; without a zone, in that of the due date."""
    late: bool = False
    """The platform calls it late."""
    enrolled: bool = False
    """The roster has them."""
    earlier_key: str = ""
    """What they would be called without the roster."""
    notes: tuple[str, ...] = ()
    """What was odd: files left out, and why. One sentence each."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file that some student handed in."""

    name: str
    """Its name as the student gave it, without folders."""
    path: Path
    depth: int = 0
    """How many folders and archives it lay in."""
    version: int = 0
    """The platform's count of resubmissions under this name."""


@dataclass(frozen=True, slots=True)
class Handful:
    """What a layout finds of one student, before it is put in order.

    Either ``folder``, which is theirs alone, or ``items`` picked from among everyone's files.
    """

    own_key: str
    folder: Path | None = None
    items: tuple[Item, ...] = ()
    name: str = ""
    email: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    submitted: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The files that a course asks for."""

    exercises: tuple[str, ...]
    """Exercise ids: each is handed in as ``<id>.py`` or ``<id>.ipynb``."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every file name that counts."""
        return tuple(name for exercise in self.exercises for name in self.of(exercise))

    def of(self, exercise: str) -> tuple[str, str]:
        """The names under which one exercise may be handed in, the preferred one first."""
        return (f"{exercise}.py", f"{exercise}.ipynb")
