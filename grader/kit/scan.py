"""The proof that nothing secret is in a kit: every file of it, every member of its archive, and the archive's own records."""

import base64
import binascii
import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from grader.errors import UsageError
from grader.kit.secrets import DIGITS, Secrets, squeezed

SURE_DIGITS = 9
"""A number with so many matching digits is no coincidence; with fewer, two of them in one file are not."""

_NUMBER = re.compile(r"(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{32,}={0,2}")
_COMPILED = (".pyc", ".pyo", ".so", ".pyd")
_DEEPEST = 3


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

    def scan(self, place: str, content: bytes, depth: int = 0) -> Iterator[Leak]:
        """What is found in one file, packed or not."""
        texts = list(dict.fromkeys(_texts(content)))
        for text in texts:
            yield from self._numbers(place, text)
            yield from self._seed(place, text)
            yield from self._lines(place, text)
        yield from self._binary(place, content)
        if depth < _DEEPEST:
            for name, inner in _unpacked(content):
                yield from self.scan(f"{place} ({name})", inner, depth + 1)

    def _numbers(self, place: str, text: str) -> Iterator[Leak]:
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
                yield Leak(place, f"{token}, a {what}")
            elif what:
                few[written] = f"{token}, a {what}"
        if len(few) > 1:
            yield from (Leak(place, what) for what in few.values())

    def _index(self, digits: int) -> dict[str, str]:
        if digits not in self._rounded:
            self._rounded[digits] = {_written(n, digits): what for n, what in self.secrets.numbers.items()}
        return self._rounded[digits]

    def _seed(self, place: str, text: str) -> Iterator[Leak]:
        seed = self.secrets.seed
        if seed is not None and re.search(rf"(?<!\d)(?:{seed}|0x0*{seed:x})(?![\da-f])", text.lower().replace("_", "")):
            yield Leak(place, f"{seed}, the course's seed")

    def _lines(self, place: str, text: str) -> Iterator[Leak]:
        body = squeezed(html.unescape(text))
        for line, what in self.secrets.lines.items():
            if line in body:
                yield Leak(place, f"reference source ({what})")

    def _binary(self, place: str, content: bytes) -> Iterator[Leak]:
        for code, what in self.secrets.bytecode.items():
            if code in content:
                yield Leak(place, f"reference source ({what})")
        for pair, what in self.secrets.pairs.items():
            if pair in content:
                yield Leak(place, f"numbers of a {what}, as bytes")
        seed = self.secrets.seed
        if seed is not None and any(form in content for form in _seed_bytes(seed)):
            yield Leak(place, f"{seed}, the course's seed, as bytes")
        yield from self._doubles(place, content)

    def _doubles(self, place: str, content: bytes) -> Iterator[Leak]:
        hidden = np.fromiter(self.secrets.numbers, dtype=np.float64)
        for offset in range(8):
            usable = content[offset : offset + (len(content) - offset) // 8 * 8]
            for order in ("<f8", ">f8"):
                with np.errstate(all="ignore"):
                    values = np.abs(np.frombuffer(usable, dtype=order)).astype(np.float64)
                for value in values[np.isin(values, hidden)][:3]:
                    yield Leak(place, f"{value:.17g} as bytes, a {self.secrets.numbers[float(value)]}")


def _written(number: float, digits: int) -> str:
    return f"{abs(number):.{digits - 1}e}"


def _seed_bytes(seed: int) -> set[bytes]:
    """The seed as whole numbers are stored in arrays, and in compiled Python."""
    if seed >= 1 << 63 or seed < 1 << 16:
        return set()
    forms = {seed.to_bytes(8, order) for order in ("little", "big")}
    if seed < 1 << 31:
        forms |= {mark + seed.to_bytes(4, "little") for mark in (b"i", b"\xe9")}
    return forms


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
    for name, unpack in (("gzip", gzip.decompress), ("zlib", zlib.decompress)):
        try:
            yield name, unpack(content)
        except (OSError, EOFError, zlib.error):
            continue
    for match in _BASE64.finditer(content):
        try:
            packed = match.group().replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
            yield "base64", base64.b64decode(packed[: len(packed) // 4 * 4])
        except (binascii.Error, ValueError):
            continue


def scan_kit(files: Mapping[str, bytes], folder: Path, archive: Path, secrets: Secrets) -> list[Leak]:
    """Every leak in the kit as it lies on disk: ``folder`` and ``archive`` hold just ``files``, and nothing secret is in them."""
    scanner = Scanner(secrets)
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
    yield from scanner.scan(f"the name of {name}", name.encode(), depth=_DEEPEST)


def _scan_archive(scanner: Scanner, files: Mapping[str, bytes], path: Path) -> Iterator[Leak]:
    """The archive's members as files, and all of its bytes, in which comments and gaps are."""
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = archive.namelist()[0].partition("/")[0] if archive.namelist() else ""
        found: list[Leak] = []
        for info in archive.infolist():
            name = info.filename.removeprefix(f"{root}/")
            found += scan_file(scanner, f"{path.name}: {name}", archive.read(info), known=name in files)
            if info.comment or info.extra:
                found.append(Leak(f"{path.name}: {name}", "a comment or an extra field in the archive's records"))
        if archive.comment:
            found.append(Leak(path.name, "a comment in the archive's records"))
    yield from found
    told = {leak.what for leak in found}
    yield from (leak for leak in scanner.scan(f"{path.name}, outside its files", content, _DEEPEST) if leak.what not in told)
