"""Moodle: a folder for each student, ``Ada Lovelace_1234_assignsubmission_file_`` or ``Participant_1234_…`` when marking
is blind; without folders, files whose names begin like that.
"""

import re
from pathlib import Path

from grader.intake.keys import fit
from grader.intake.submission import Handful, Item, Wanted

_FOLDER = re.compile(r"(?P<who>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?")
_FILE = re.compile(r"(?P<who>.+?)_(?P<id>\d+)_assignsubmission_file_(?P<file>.+)")


def find(root: Path, wanted: Wanted) -> list[Handful] | None:
    """The students whose folders or files lie in ``root``; None when they are not named in Moodle's way."""
    folders: dict[tuple[str, str], Path] = {}
    items: dict[tuple[str, str], list[Item]] = {}
    for path in sorted(root.iterdir()):
        if path.is_dir() and not path.is_symlink():
            match = _FOLDER.fullmatch(path.name)
            # Online text lies in a folder of its own beside the files.
            if match and (match["kind"] == "file" or (match["who"], match["id"]) not in folders):
                folders[match["who"], match["id"]] = path
        elif match := _FILE.fullmatch(path.name):
            items.setdefault((match["who"], match["id"]), []).append(Item(match["file"], path))
    if not folders and not items:
        return None
    return [_handful(who, id, folders.get((who, id)), items.get((who, id), [])) for who, id in {**folders, **items}]


def _handful(who: str, id: str, folder: Path | None, items: list[Item]) -> Handful:
    name = "" if who == "Participant" else who
    return Handful(fit(f"{who}_{id}"), None if items else folder, tuple(items), name=name, ids={"moodle": id})
