"""A kit's files as a folder and as a zip whose bytes depend on nothing but them."""

import shutil
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader.errors import UsageError
from grader.kit.marker import KIT

_THE_PAST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: whoever makes the same kit later gets the same bytes."""


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write ``files`` into ``folder``, in place of an older kit there.

    Raises UsageError rather than touch a folder that is something else.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder that is to hold the kit.")
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / KIT).is_file():
            raise UsageError(f"{folder} is not empty and holds no kit. Name a new folder.")
        shutil.rmtree(folder)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_zip(files: Mapping[str, bytes], path: Path, root: str) -> None:
    """Write ``files`` into the archive ``path``, below a folder named ``root``."""
    # Stored, not deflated: what a compressor makes of the same bytes differs between its versions.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{root}/{name}", _THE_PAST)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, files[name])
