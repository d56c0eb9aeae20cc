"""Zip archives by strangers: only regular files below the folder, within limits that are counted and not believed."""

import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from grader.submission import LARGEST_FILE

SUFFIXES = frozenset({".py", ".ipynb", ".zip", ".yml"})
"""What is taken out of an archive; the rest (data, pictures, whole environments) is not needed."""

JUNK = re.compile(r"\..*|__MACOSX|__pycache__|node_modules|site-packages|venv|env")
"""Files and folders that are never a student's work."""

_END = struct.Struct("<4s4H2LH")
_CHUNK = 1 << 16
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that is taken from one archive."""

    entries: int
    directory_bytes: int
    total_bytes: int
    file_bytes: int
    """Of a zip inside, or of the platform's metadata. A student's file is cut just beyond what the grader reads."""


CLASS = Caps(entries=1_000_000, directory_bytes=256 << 20, total_bytes=8 << 30, file_bytes=64 << 20)
"""For what an instructor downloaded."""

STUDENT = Caps(entries=2_000, directory_bytes=1 << 20, total_bytes=32 << 20, file_bytes=8 << 20)
"""For what a student packed."""


class ArchiveError(Exception):
    """The archive is not taken: why, in one clause."""


def extract(archive: Path, into: Path, caps: Caps) -> list[str]:
    """Extract what may be of use into the folder ``into``; what was left out, in clauses fit for a note.

    Raises ArchiveError when it is no archive, or too much of one.
    """
    try:
        with open(archive, "rb") as file:
            _check_directory(file, caps)
            with zipfile.ZipFile(file) as opened:
                return _Extraction(opened, into, caps).run()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise ArchiveError(f"it is not a readable zip archive ({error})") from error


def _check_directory(file: BinaryIO, caps: Caps) -> None:
    """Refuse a table of contents that would take long to read, before :mod:`zipfile` reads it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - (1 << 16) - _END.size))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise ArchiveError("it is not a zip archive")
    entries, directory = _END.unpack_from(tail, at)[4:6]
    # All ones stand for a larger number elsewhere: only a whole class may have one.
    huge = entries == 0xFFFF or directory == 0xFFFFFFFF
    if (huge and caps is not CLASS) or (not huge and (entries > caps.entries or directory > caps.directory_bytes)):
        raise ArchiveError(f"it holds too many files (more than {caps.entries})")
    file.seek(0)


class _Extraction:
    """One archive being taken apart."""

    def __init__(self, opened: zipfile.ZipFile, into: Path, caps: Caps) -> None:
        self._opened, self._into, self._caps = opened, into, caps
        self._total = 0
        self._notes: dict[str, int] = {}

    def run(self) -> list[str]:
        entries = self._opened.infolist()
        if len(entries) > self._caps.entries:
            raise ArchiveError(f"it holds too many files (more than {self._caps.entries})")
        for entry in entries:
            reason = self._take(entry)
            if reason:
                self._notes[reason] = self._notes.get(reason, 0) + 1
        return [f"{count} file{'s' * (count > 1)} left out: {reason}" for reason, count in self._notes.items()]

    def _take(self, entry: zipfile.ZipInfo) -> str:
        """Extract one entry; why not, when that is worth saying."""
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if entry.is_dir() or any(JUNK.fullmatch(part) for part in parts[:-1]) or JUNK.fullmatch(parts[-1] if parts else "."):
            return "a path that leads out of the archive" if ".." in parts else ""
        if PurePosixPath(parts[-1]).suffix.lower() not in SUFFIXES:
            return ""
        if parts[0] == "/" or ":" in parts[0] or any(len(part.encode()) > _LONGEST_NAME or "\0" in part for part in parts):
            return "a path that leads out of the archive, or is too long"
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            return "a link, not a file"
        if entry.flag_bits & 1:
            return "protected by a password"
        if entry.compress_type not in _METHODS:
            return "packed in an unusual way"
        return self._write(entry, self._into.joinpath(*parts))

    def _write(self, entry: zipfile.ZipInfo, target: Path) -> str:
        """Write an entry's bytes, as many as may be of use."""
        archive_like = target.suffix.lower() in (".zip", ".yml")
        most = self._caps.file_bytes if archive_like else LARGEST_FILE + 1
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(exist_ok=False)
        except OSError:
            return "the same name as another one"
        with open(target, "wb") as output, self._opened.open(entry) as source:
            written = 0
            while written < most and (chunk := source.read(min(_CHUNK, most - written))):
                output.write(chunk)
                written += len(chunk)
                self._total += len(chunk)
                if self._total > self._caps.total_bytes:
                    raise ArchiveError(f"it unpacks to more than {self._caps.total_bytes >> 20} MB")
        if archive_like and written >= most:
            target.unlink()
            return f"larger than {most >> 20} MB"
        return ""
