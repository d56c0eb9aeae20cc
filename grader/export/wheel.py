"""The grader itself as a wheel, made from what is running: nothing has to be built or downloaded."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import grader

DISTRIBUTION = "backprop-grader"

_THE_PAST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: the same grader makes the same wheel."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: grade gradescope\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel() -> tuple[str, bytes]:
    """The name of the wheel and its bytes."""
    installed = distribution(DISTRIBUTION)
    stem = f"{DISTRIBUTION.replace('-', '_')}-{installed.version}"
    files = {**dict(_package()), **_metadata(installed, f"{stem}.dist-info")}
    record = f"{stem}.dist-info/RECORD"
    listed = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in sorted(files.items())]
    files[record] = "\n".join([*listed, f"{record},,", ""]).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(_entry(name), content)
    return f"{stem}-py3-none-any.whl", packed.getvalue()


def _package() -> Iterator[tuple[str, bytes]]:
    """The package's files, under their names in the wheel."""
    root = Path(grader.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"grader/{path.relative_to(root).as_posix()}", path.read_bytes()


def _metadata(installed: Distribution, folder: str) -> dict[str, bytes]:
    # An installation in place has the older form, which says the same.
    described = installed.read_text("METADATA") or installed.read_text("PKG-INFO") or ""
    commands = installed.read_text("entry_points.txt") or ""
    return {
        f"{folder}/METADATA": described.encode(),
        f"{folder}/WHEEL": _WHEEL.encode(),
        f"{folder}/entry_points.txt": commands.encode(),
    }


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _THE_PAST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
