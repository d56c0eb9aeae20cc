"""From what a learning platform handed out to one submission for each student."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.intake import canvas, folders, gradescope, moodle
from grader.intake.archive import CLASS, JUNK, ArchiveError, extract
from grader.intake.keys import distinct
from grader.intake.roster import Person, Roster
from grader.intake.settle import settle
from grader.intake.submission import Handful, Submission, Wanted

LAYOUTS: dict[str, Callable[[Path, Wanted], list[Handful] | None]] = {
    "gradescope": gradescope.find,
    "moodle": moodle.find,
    "canvas": canvas.find,
    "folders": folders.find,
}
"""How downloads are laid out, in the order in which they are tried: the last takes what no other knows."""

_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Intake:
    """A class's work."""

    submissions: tuple[Submission, ...]
    """By key."""
    missing: tuple[Person, ...] = ()
    """Whom the roster names and who handed in nothing."""
    layout: str = "folders"
    """A row of :data:`LAYOUTS`."""
    notes: tuple[str, ...] = ()
    """What was odd about the download as a whole. One sentence each."""


def take_in(path: Path, exercises: Sequence[str], scratch: Path, roster: Roster | None = None) -> Intake:
    """The submissions in a folder or a zip at ``path``, for exercises of these ids.

    What has to be unpacked or gathered goes into ``scratch``, an empty folder that the caller keeps as long as the
    submissions are of use. Raises UsageError when there is nothing that looks like submissions.
    """
    wanted = Wanted(tuple(exercises))
    root, notes = _opened(path, scratch)
    root, layout, handfuls = _laid_out(root, wanted)
    if not handfuls:
        raise UsageError(f"There are no submissions in {path}: a submission is a folder with files such as {wanted.names[0]}.")
    taken: set[str] = set()
    here: set[str] = set()
    submissions = []
    for number, handful in enumerate(handfuls):
        person = roster.whose(handful) if roster else None
        if person is not None:
            here.add(person.key)
        submission = _submission(handful, person, wanted, scratch / f"student-{number}", taken)
        taken.add(submission.key.casefold())
        submissions.append(submission)
    missing = tuple(person for person in roster.people if person.key not in here) if roster else ()
    ordered = sorted(submissions, key=lambda submission: (submission.key.casefold(), submission.key))
    return Intake(tuple(ordered), missing, layout, tuple(notes))


def _submission(handful: Handful, person: Person | None, wanted: Wanted, scratch: Path, taken: set[str]) -> Submission:
    known_as = person.key if person else handful.own_key
    key = distinct(known_as, taken)
    folder, files, notes = settle(handful, wanted, scratch)
    if key != known_as:
        notes = (*notes, f"There is another submission of {known_as}; this one is kept apart.")
    return Submission(
        key=key,
        folder=folder,
        files=files,
        name=(person.name if person else "") or handful.name,
        email=(person.email if person else "") or handful.email,
        ids={**handful.ids, **(person.ids if person else {})},
        submitted=handful.submitted or (person.submitted if person else None),
        late=handful.late,
        enrolled=person is not None,
        earlier_key=handful.own_key if person and handful.own_key != key else "",
        notes=notes,
    )


def _opened(path: Path, scratch: Path) -> tuple[Path, list[str]]:
    """The folder to look into: ``path`` itself, or what a zip holds."""
    if path.is_dir():
        return path, []
    if not path.exists():
        raise UsageError(f"There is no {path}.{_similar(path)}")
    into = scratch / "download"
    try:
        left_out = extract(path, into, CLASS)
    except ArchiveError as error:
        raise UsageError(f"{path} is neither a folder nor a zip of submissions: {error}.") from error
    into.mkdir(exist_ok=True)
    return into, [f"{path.name}: {each}." for each in left_out]


def _similar(path: Path) -> str:
    names = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.5)
    return f" Did you mean {path.parent / close[0]}?" if close else ""


def _laid_out(root: Path, wanted: Wanted) -> tuple[Path, str, list[Handful]]:
    """The layout that fits, looking into folders that hold nothing but one folder."""
    for _ in range(_DEEPEST):
        for layout, find in LAYOUTS.items():
            found = find(root, wanted)
            if found and not (layout == "folders" and _is_wrapping(root, wanted)):
                return root, layout, found
        inner = _only_folder(root)
        if inner is None:
            break
        root = inner
    return root, "folders", []


def _is_wrapping(root: Path, wanted: Wanted) -> bool:
    """Whether the one folder in ``root`` holds students and is not one."""
    inner = _only_folder(root)
    if inner is None:
        return False
    if any((inner / name).exists() for name in wanted.names):
        return False
    folders_inside = any(path.is_dir() and not JUNK.fullmatch(path.name) for path in inner.iterdir())
    return folders_inside or any(find(inner, wanted) for layout, find in LAYOUTS.items() if layout != "folders")


def _only_folder(root: Path) -> Path | None:
    """The one folder in ``root``, when there is nothing else."""
    entries = [path for path in root.iterdir() if not JUNK.fullmatch(path.name)]
    return entries[0] if len(entries) == 1 and entries[0].is_dir() and not entries[0].is_symlink() else None
