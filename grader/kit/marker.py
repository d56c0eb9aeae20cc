"""``kit.json``: the file by which a folder is known to be a student's kit, and what its maker decided."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.errors import UsageError

KIT = "kit.json"
FORMAT = 1
"""Version of the layout of a kit's files."""

DEGREES = ("none", "where", "why")
"""How far hints go: no further than what is wrong, where it is wrong, why."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What ``kit.json`` says."""

    course: str
    hints: str
    """A row of :data:`DEGREES`: what was recorded for diagnosis."""
    grader: str
    """The version of the grader that made the kit."""
    format: int = FORMAT

    def text(self) -> str:
        """The file's text."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_marker(root: Path) -> Marker | None:
    """The marker of the kit at ``root``; None when ``root`` is no kit.

    Raises UsageError when it is one that this grader cannot read.
    """
    path = root / KIT
    if not path.is_file():
        return None
    try:
        marker = Marker(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(f"{path} cannot be read ({error}). Unpack the kit again.") from error
    if marker.format != FORMAT or marker.hints not in DEGREES:
        raise UsageError(
            f"This kit was made by version {marker.grader} of the grader, which this version cannot read. "
            f"Install that one, or ask your instructor for a new kit."
        )
    return marker
