"""Canvas: everyone's files in one folder, as ``lastnamefirstname_LATE_1234_5678_my_relu-1.py``."""

import re
from pathlib import Path

from grader.intake.keys import fit
from grader.intake.submission import Handful, Item, Wanted

_NAME = re.compile(r"(?P<who>.+?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<submission>\d+)_(?P<file>.+)", re.DOTALL)
_ANONYMOUS = re.compile(r"(?P<who>anon)(?P<late>_LATE)?_(?P<user>[A-Za-z0-9]{4,8})_(?P<submission>\d+)_(?P<file>.+)")
_RESUBMITTED = re.compile(r"(?P<stem>.+)-(?P<version>\d+)(?P<suffix>\.(?:py|ipynb|zip))")


def find(root: Path, wanted: Wanted) -> list[Handful] | None:
    """The students whose files lie in ``root``; None when they are not named in Canvas's way."""
    found: dict[tuple[str, str], list[tuple[Item, bool]]] = {}
    for path in sorted(root.iterdir()):
        match = _NAME.fullmatch(path.name) or _ANONYMOUS.fullmatch(path.name)
        if match and not path.is_dir():
            items = found.setdefault((match["who"], match["user"]), [])
            items.append((_item(match["file"], path), bool(match["late"])))
    if not found:
        return None
    return [
        Handful(
            own_key=fit(f"{who}_{user}"),
            items=tuple(item for item, _ in items),
            ids={"canvas": user},
            late=any(late for _, late in items),
        )
        for (who, user), items in found.items()
    ]


def _item(name: str, path: Path) -> Item:
    """The file under the name that the student gave it: Canvas counts resubmissions behind it."""
    again = _RESUBMITTED.fullmatch(name)
    return Item(again["stem"] + again["suffix"], path, version=int(again["version"])) if again else Item(name, path)
