"""Which files a child may read: Python, the libraries it was given, and nothing of anybody's work."""

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PACKAGE_FOLDERS = frozenset({"site-packages", "dist-packages"})
"""Folders of installed packages: never granted whole, since the grader or a course may be installed there."""

SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/usr/share/zoneinfo",
    "/usr/lib/locale",
    "/dev/urandom",
)

LIBRARY_FOLDERS = (
    "/lib/x86_64-linux-gnu",
    "/lib/aarch64-linux-gnu",
    "/lib64",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
)

READ_WRITE = ("/dev/null",)
"""The only file that may be written."""


def system() -> list[str]:
    """The standard library and the system's shared libraries."""
    return sorted({*_standard_library(), *_shared_libraries(), *SYSTEM_FILES})


def _standard_library() -> Iterator[str]:
    for key in ("stdlib", "platstdlib"):
        yield from pieces(sysconfig.get_path(key))
    for entry in sys.path:
        if entry.endswith(".zip") and entry.startswith(sys.base_prefix):
            yield entry


def _shared_libraries() -> Iterator[str]:
    """The usual folders, and those that the libraries in use (a Python outside /usr) came from."""
    usual = {os.path.realpath(folder) for folder in LIBRARY_FOLDERS if os.path.isdir(folder)}
    for folder in usual:
        yield from pieces(folder)
    in_use = {os.path.dirname(path) for path in mapped_files() if ".so" in os.path.basename(path)}
    for folder in in_use - usual:
        # lib-dynload comes with the standard library.
        if not PACKAGE_FOLDERS & set(Path(folder).parts) and not folder.startswith(sysconfig.get_path("stdlib")):
            yield from (entry.path for entry in os.scandir(folder) if ".so" in entry.name)


def mapped_files() -> set[str]:
    """The files that are mapped into this process."""
    with open("/proc/self/maps") as rows:
        columns = (row.split(maxsplit=5) for row in rows)
        return {row[5].strip() for row in columns if len(row) == 6 and row[5].startswith("/")}


def pieces(folder: str, depth: int = 2) -> Iterator[str]:
    """``folder`` itself, or its entries one by one where folders of packages lie among them (to ``depth``)."""
    if not _holds_packages(folder, depth):
        yield folder
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.name in PACKAGE_FOLDERS:
                continue
            if depth and entry.is_dir(follow_symlinks=False):
                yield from pieces(entry.path, depth - 1)
            else:
                yield entry.path


def _holds_packages(folder: str, depth: int) -> bool:
    try:
        with os.scandir(folder) as entries:
            folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return False
    if any(entry.name in PACKAGE_FOLDERS for entry in folders):
        return True
    # Only a Python's own folder holds packages deeper down.
    return depth > 0 and any(e.name.startswith("python") and _holds_packages(e.path, depth - 1) for e in folders)


def reachable_by_others(paths: Iterable[str]) -> bool:
    """Whether a user with no rights of its own can get at every one of ``paths`` that exists."""
    return all(_readable(os.path.realpath(path)) for path in paths if os.path.exists(path))


def _readable(path: str) -> bool:
    wanted = 0o005 if os.path.isdir(path) else 0o004
    return os.stat(path).st_mode & wanted == wanted and _passable(os.path.dirname(path))


@cache
def _passable(folder: str) -> bool:
    parent = os.path.dirname(folder)
    return bool(os.stat(folder).st_mode & 0o001) and (parent == folder or _passable(parent))
