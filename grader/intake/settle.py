"""One student's files, wherever they lie, in one folder under their exact names."""

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from grader.intake.archive import JUNK, STUDENT, ArchiveError, extract
from grader.intake.submission import Handful, Item, Wanted
from grader.submission import LARGEST_FILE

_DEEPEST = 6
_MOST_ITEMS = 2_000
_MOST_OTHERS = 20
_MOST_ARCHIVES = 3


def settle(handful: Handful, wanted: Wanted, scratch: Path) -> tuple[Path, dict[str, Path], tuple[str, ...]]:
    """The folder to read, the wanted files in it, and what was odd. ``scratch`` is made when files have to be gathered.

    A student's own folder is left as it is when all that can be found lies directly in it.
    """
    items = list(handful.items)
    if handful.folder is not None:
        direct = _present(handful.folder, wanted)
        if all(any(name in direct for name in wanted.of(exercise)) for exercise in wanted.exercises):
            return handful.folder, direct, ()
        items = list(_walk(handful.folder, 0))
    items, notes = _unpacked(items, wanted, scratch)
    chosen, doubled = _choose(items, wanted)
    if handful.folder is not None and all(item.depth == 0 for item in chosen.values()):
        return handful.folder, _present(handful.folder, wanted), (*notes, *doubled)
    others = [item for item in items if item.name not in chosen and item.name.endswith((".py", ".ipynb"))]
    folder = scratch / "files"
    folder.mkdir(parents=True)
    for item in (*chosen.values(), *others[:_MOST_OTHERS]):
        _copy(item.path, folder / item.name)
    return folder, _present(folder, wanted), (*notes, *doubled)


def _present(folder: Path, wanted: Wanted) -> dict[str, Path]:
    return {name: folder / name for name in wanted.names if os.path.lexists(folder / name)}


def _walk(folder: Path, depth: int) -> Iterator[Item]:
    """The files below a folder, those in it first; links to folders are not followed."""
    deeper = []
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries[:_MOST_ITEMS]:
        if JUNK.fullmatch(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            deeper.append(Path(entry.path))
        else:
            yield Item(entry.name, Path(entry.path), depth)
    for path in deeper if depth < _DEEPEST else ():
        yield from _walk(path, depth + 1)


def _unpacked(items: list[Item], wanted: Wanted, scratch: Path) -> tuple[list[Item], tuple[str, ...]]:
    """``items`` with the contents of archives in their place, as long as something wanted is missing."""
    notes: list[str] = []
    queue = [item for item in items if item.name.lower().endswith(".zip")]
    found = [item for item in items if not item.name.lower().endswith(".zip")][:_MOST_ITEMS]
    for number in range(_MOST_ARCHIVES):
        names = {item.name for item in found}
        if not queue or all(names.intersection(wanted.of(exercise)) for exercise in wanted.exercises):
            break
        archive = queue.pop(0)
        folder = scratch / f"archive-{number}"
        try:
            notes += [f"{archive.name}: {left}." for left in extract(archive.path, folder, STUDENT)]
        except ArchiveError as error:
            notes.append(f"{archive.name} was not opened: {error}.")
            continue
        inside = [replace(item, depth=item.depth + archive.depth + 1) for item in _walk(folder, 0)] if folder.is_dir() else []
        queue += [item for item in inside if item.name.lower().endswith(".zip")]
        found += [item for item in inside if not item.name.lower().endswith(".zip")]
    return found[:_MOST_ITEMS], tuple(notes)


def _choose(items: list[Item], wanted: Wanted) -> tuple[dict[str, Item], tuple[str, ...]]:
    """The file for each wanted name: the one nearest to the top, of those the latest version."""
    chosen: dict[str, Item] = {}
    notes = []
    for name in wanted.names:
        known = sorted(
            (item for item in items if item.name == name), key=lambda item: (item.depth, -item.version, str(item.path))
        )
        if known:
            chosen[name] = known[0]
        if len(known) > 1 and (known[0].depth, known[0].version) == (known[1].depth, known[1].version):
            notes.append(f"There are {len(known)} files named {name}; one of those nearest to the top is graded.")
    return chosen, tuple(notes)


def _copy(source: Path, target: Path) -> None:
    """Copy a file as far as the grader reads it; a link as a link, which is then refused with a sentence."""
    facts = os.lstat(source)
    if os.path.lexists(target):
        return
    if stat.S_ISLNK(facts.st_mode):
        os.symlink(os.readlink(source), target)
    elif stat.S_ISREG(facts.st_mode) and facts.st_size <= LARGEST_FILE:
        shutil.copyfile(source, target, follow_symlinks=False)
    elif stat.S_ISREG(facts.st_mode):
        # As large as the original, so that the sentence about it is right, but without its bytes.
        target.touch()
        os.truncate(target, facts.st_size)
