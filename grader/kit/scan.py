"""The proof that nothing secret is in a kit: every file of it, every member of its archive, and the archive's own records."""

import base64
import binascii
import bz2
import gzip
import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from grader.errors import UsageError
from grader.kit.secrets import DIGITS, Secrets, squeezed

SURE_DIGITS = 9
"""A number with so many matching digits is no coincidence; with fewer, two of them in one file are not."""

_NUMBER = re.compile(r"(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{32,}={0,2}")
_BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/]{40,}(?:\\n|\r?\n))+[A-Za-z0-9+/]*={0,2}")
_LINE_END = re.compile(rb"\\n|\s+")
_HEX = re.compile(rb"[0-9a-fA-F]{32,}")
_COMPRESSIONS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "zlib": zlib.decompress,
    "bzip2": bz2.decompress,
    "xz": lzma.decompress,
}
_COMPILED = (".pyc", ".pyo", ".so", ".pyd")
_DEEPEST = 3
_MOST_TOLD = 3
_MARSHALLED = (b"i", b"\xe9")
"""What stands before a small whole number in compiled Python."""


@dataclass(frozen=True, slots=True)
class Leak:
    """One secret that was found: in which file of the kit, and what it is."""

    place: str
    what: str

    def __str__(self) -> str:
        """A line for the author."""
        return f"{self.place}: {self.what}"


class LeakError(UsageError):
    """The kit would give something away; ``leaks`` says what."""

    code = "leak"

    def __init__(self, leaks: Collection[Leak]) -> None:
        """``leaks`` holds at least one."""
        self.leaks = tuple(leaks)
        shown = "\n".join(f"  {leak}" for leak in self.leaks[:20])
        super().__init__(f"The kit was not made: it would give away what students are not to see.\n{shown}")


@dataclass
class Scanner:
    """Looks for ``secrets`` in bytes. Numbers are indexed by how many digits they are written with, as needed."""

    secrets: Secrets
    _rounded: dict[int, dict[str, str]] = field(default_factory=dict)
    _known: dict[bytes, tuple[str, ...]] = field(default_factory=dict)

    def scan(self, place: str, content: bytes) -> Iterator[Leak]:
        """What is found in one file, packed or not."""
        # Every file is there twice, in the folder and in the archive.
        if content not in self._known:
            self._known[content] = tuple(dict.fromkeys(self._found(content, 0)))
        yield from (Leak(place, what) for what in self._known[content])

    def _found(self, content: bytes, depth: int) -> Iterator[str]:
        for text in dict.fromkeys(_texts(content)):
            yield from self._numbers(text)
            yield from self._seed(text)
            yield from self._lines(text)
        yield from self._binary(content)
        for name, inner in _unpacked(content) if depth < _DEEPEST else ():
            yield from (f"{what} (in {name})" for what in self._found(inner, depth + 1))

    def _numbers(self, text: str) -> Iterator[str]:
        """Numbers of hidden cases, written with any number of digits from six upward."""
        few: dict[str, str] = {}
        for match in _NUMBER.finditer(text):
            token = match.group()
            digits = min(len(re.sub(r"[eE].*|\.", "", token).lstrip("0")), 17)
            if digits < DIGITS:
                continue
            written = _written(float(token), digits)
            what = self._index(digits).get(written)
            if what and digits >= SURE_DIGITS:
                yield f"{token}, a {what}"
            elif what:
                few[written] = f"{token}, a {what}"
        if len(few) > 1:
            yield from few.values()

    def _index(self, digits: int) -> dict[str, str]:
        if digits not in self._rounded:
            self._rounded[digits] = {_written(n, digits): what for n, what in self.secrets.numbers.items()}
        return self._rounded[digits]

    def _seed(self, text: str) -> Iterator[str]:
        seed = self.secrets.seed
        if seed is not None and re.search(rf"(?<!\d)(?:{seed}|0x0*{seed:x})(?![\da-f])", text.lower().replace("_", "")):
            yield f"{seed}, the course's seed"

    def _lines(self, text: str) -> Iterator[str]:
        body = squeezed(html.unescape(text))
        for line, what in self.secrets.lines.items():
            if line in body:
                yield f"reference source ({what})"

    def _binary(self, content: bytes) -> Iterator[str]:
        for code, what in self.secrets.bytecode.items():
            if code in content:
                yield f"reference source ({what})"
        seed = self.secrets.seed
        if seed is not None and seed < 1 << 31 and any(mark + seed.to_bytes(4, "little") in content for mark in _MARSHALLED):
            yield f"{seed}, the course's seed, as bytes"
        hidden = np.frombuffer(b"".join(self.secrets.words), dtype="<u8")
        for offset in range(8):
            window = content[offset : offset + (len(content) - offset) // 8 * 8]
            words = np.frombuffer(window, dtype="<u8")
            for word in np.unique(words[np.isin(words, hidden)])[:_MOST_TOLD]:
                yield f"{self.secrets.words[word.tobytes()]}, as bytes"


def _written(number: float, digits: int) -> str:
    return f"{abs(number):.{digits - 1}e}"


def _texts(content: bytes) -> Iterator[str]:
    """The content as text, and without null bytes, as which UTF-16 comes out readable."""
    yield content.decode("utf-8", "replace")
    if b"\0" in content:
        yield content.replace(b"\0", b"").decode("utf-8", "replace")


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed into ``content``: members of archives, compressed streams, base64."""
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
            yield "an archive that cannot be read", b""
    for name, unpack in _COMPRESSIONS.items():
        try:
            yield name, unpack(content)
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
            continue
    for match in _HEX.finditer(content):
        yield "hexadecimal", bytes.fromhex(match.group().decode()[: len(match.group()) // 2 * 2])
    for text in (match.group() for pattern in (_BASE64, _BASE64_LINES) for match in pattern.finditer(content)):
        try:
            packed = _LINE_END.sub(b"", text).replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
            yield "base64", base64.b64decode(packed[: len(packed) // 4 * 4])
        except (binascii.Error, ValueError):
            continue


def scan_kit(scanner: Scanner, files: Mapping[str, bytes], folder: Path, archive: Path) -> list[Leak]:
    """Every leak in the kit as it lies on disk: ``folder`` and ``archive`` hold just ``files``, and nothing secret is in them."""
    leaks = [*_scan_folder(scanner, files, folder), *_scan_archive(scanner, files, archive)]
    return list(dict.fromkeys(leaks))


def _scan_folder(scanner: Scanner, files: Mapping[str, bytes], folder: Path) -> Iterator[Leak]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            continue
        yield from scan_file(scanner, name, path.read_bytes(), known=name in files)


def scan_file(scanner: Scanner, name: str, content: bytes, *, known: bool) -> Iterator[Leak]:
    """One file, its name included. ``known``: it was put there on purpose."""
    if not known:
        kind = "compiled Python, which" if name.endswith(_COMPILED) else "a file that"
        yield Leak(name, f"{kind} does not belong in a kit")
    yield from scanner.scan(name, content)
    yield from scanner.scan(f"the name of {name}", name.encode())


def _scan_archive(scanner: Scanner, files: Mapping[str, bytes], path: Path) -> Iterator[Leak]:
    """The archive's members as files, and the bytes around them, in which comments and gaps are."""
    around = content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = archive.namelist()[0].partition("/")[0] if archive.namelist() else ""
        for info in archive.infolist():
            name, inside = info.filename.removeprefix(f"{root}/"), archive.read(info)
            around = around.replace(inside, b"\n") if inside else around
            yield from scan_file(scanner, f"{path.name}: {name}", inside, known=name in files)
            if info.comment or info.extra:
                yield Leak(f"{path.name}: {name}", "a comment or an extra field in the archive's records")
        if archive.comment:
            yield Leak(path.name, "a comment in the archive's records")
    # An archive is told by its beginning: what is left of this one is not to be unpacked again.
    yield from scanner.scan(f"{path.name}, outside its files", b"\n" + around)
