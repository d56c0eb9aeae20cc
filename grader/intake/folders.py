"""A folder with a folder for each student; or one that is a single student's."""

from pathlib import Path

from grader.intake.archive import JUNK
from grader.intake.keys import fit
from grader.intake.submission import Handful, Item, Wanted


def find(root: Path, wanted: Wanted) -> list[Handful] | None:
    """Every folder in ``root`` is a student's, and so is every zip beside them; with a wanted file in it, ``root`` is one's own."""
    entries = [path for path in sorted(root.iterdir()) if not JUNK.fullmatch(path.name)]
    names = {path.name for path in entries}
    if names.intersection(wanted.names):
        return [Handful(fit(root.resolve().name), root)]
    folders = [path for path in entries if path.is_dir() and not path.is_symlink()]
    zips = [path for path in entries if path.suffix.lower() == ".zip" and path.is_file()]
    if not folders and not zips:
        return None
    return [Handful(fit(path.name), path) for path in folders] + [
        Handful(fit(path.stem), None, (Item(path.name, path),)) for path in zips
    ]
