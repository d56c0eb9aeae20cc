"""Reading what a student handed in: regular files of their own folder, of a sane size, and nothing else."""

import difflib
import io
import os
import stat
import tokenize
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.model.exercise import Exercise
from grader.model.verdict import Status
from grader.notebook import NotebookError, source_of_notebook

LARGEST_FILE = 2 << 20
"""Bytes. The longest real submissions seen are notebooks of 300 kB with pictures in them."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as handed in: ``source`` is Python (a notebook's cells joined), ``cells`` each cell's first line."""

    filename: str
    source: bytes
    cells: tuple[int, ...] = ()
    remark: str = ""
    """Something about the file worth saying, that costs nothing."""


@dataclass(frozen=True, slots=True)
class NotHanded:
    """Why there is nothing to grade: the exercise's status and one sentence."""

    status: Status
    message: str
    filename: str = ""


def students_in(path: Path, exercises: tuple[Exercise, ...]) -> list[Path]:
    """The submission folders that ``path`` stands for: itself, or its sub-folders when it is a folder of students.

    Raises UsageError, with similar names, when the path does not exist, is a file, or holds nothing.
    """
    if not path.exists():
        raise UsageError(f"There is no folder {path}.{_similar(path)}")
    if not path.is_dir():
        raise UsageError(f"{path} is a file; give the folder it lies in: grade {path.parent}")
    entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith((".", "__")))
    if not entries:
        raise UsageError(f"{path} is empty; a submission is a folder with files such as {_examples(exercises)}.")
    names = {name for exercise in exercises for name in (exercise.filename, f"{exercise.id}.ipynb")}
    folders = [entry for entry in entries if entry.is_dir()]
    if any(entry.name in names for entry in entries) or not folders:
        return [path]
    holding = [folder for folder in folders if any((folder / name).exists() for name in names)]
    return folders if holding else [path]


def _similar(path: Path) -> str:
    parent = path.parent
    if not parent.is_dir():
        return ""
    names = [entry.name for entry in parent.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    close = difflib.get_close_matches(path.name, names, n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(str(parent / name) for name in close)}?" if close else ""


def _examples(exercises: tuple[Exercise, ...]) -> str:
    return ", ".join(exercise.filename for exercise in exercises[:2])


def read(folder: Path, exercise: Exercise) -> Handed | NotHanded:
    """The student's file for ``exercise``: its .py, else its .ipynb."""
    for name in (exercise.filename, f"{exercise.id}.ipynb"):
        if os.path.lexists(folder / name):
            return _read_file(folder / name)
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    close = difflib.get_close_matches(exercise.filename, names, n=1, cutoff=0.6)
    found = f" There is a {close[0]}: is that it? The name has to be exact." if close else ""
    return NotHanded(Status.MISSING, f"No {exercise.filename} was handed in.{found}")


def _read_file(path: Path) -> Handed | NotHanded:
    content = _regular_bytes(path)
    if isinstance(content, NotHanded):
        return content
    if path.suffix == ".ipynb":
        try:
            source, cells = source_of_notebook(content)
        except NotebookError as error:
            return NotHanded(Status.IMPORT_ERROR, f"{path.name} is not a readable notebook: {error}", path.name)
        return Handed(path.name, source.encode(), cells)
    if b"\0" in content:
        return NotHanded(Status.IMPORT_ERROR, f"{path.name} holds null bytes: it is not a text file.", path.name)
    return _decodable(path.name, content)


def _decodable(filename: str, content: bytes) -> Handed:
    """The file as it stands when Python can decode it, else re-encoded from Latin-1, in which every byte is a letter."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        content.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):
        remark = f"{filename} is not encoded in UTF-8; it was read as Latin-1. Save it as UTF-8."
        return Handed(filename, content.decode("latin-1").encode(), remark=remark)
    return Handed(filename, content)


def _regular_bytes(path: Path) -> bytes | NotHanded:
    """The bytes of a regular file that is not a link (a link could point at anything on this machine)."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if path.is_symlink():
            message = f"{path.name} is a symbolic link; hand in the file itself."
        else:
            message = f"{path.name} cannot be read: {error.strerror}."
        return NotHanded(Status.IMPORT_ERROR, message, path.name)
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)
        kind = "is a folder" if stat.S_ISDIR(facts.st_mode) else "is not a regular file"
        return NotHanded(Status.IMPORT_ERROR, f"{path.name} {kind}.", path.name)
    with open(descriptor, "rb") as file:
        if facts.st_size > LARGEST_FILE:
            size = f"{facts.st_size / (1 << 20):.0f} MB"
            message = f"{path.name} is {size}; at most {LARGEST_FILE >> 20} MB are read."
            return NotHanded(Status.IMPORT_ERROR, message, path.name)
        return file.read(LARGEST_FILE + 1)[:LARGEST_FILE]
