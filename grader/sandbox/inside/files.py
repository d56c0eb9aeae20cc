"""Files that student code writes where it may not: they are kept in memory and lost with the process.

``plt.savefig("figure.png")`` in a plot function, or a log file opened at the top, is good practice on a laptop. In a confined
worker nothing can be written, and that must not cost marks: the write goes to a buffer, and reading the same path gives
it back.
"""

import builtins
import io
import os
import sys
from collections.abc import Callable
from typing import Any

MAX_FILES = 64
"""Files that are kept; more are refused as the kernel refuses them."""

_open = io.open
_mkdir = os.mkdir
_fspath = os.fspath
_exists = os.path.lexists
_kept: dict[str, "_Kept"] = {}


class _Kept(io.BytesIO):
    """A file in memory: closing it keeps what was written."""

    content = b""

    def close(self) -> None:
        """Keep the content for whoever reads the path later."""
        if not self.closed:
            self.content = self.getvalue()
        super().close()


def keep_writes_in_memory() -> None:
    """Let ``open`` and ``os.mkdir`` fall back to memory where the kernel refuses them."""
    opened = _fallback(_open)
    builtins.open = io.open = opened
    os.mkdir = _mkdir_or_pretend
    # numpy keeps the function itself for savetxt and loadtxt.
    sources = sys.modules.get("numpy.lib._datasource")
    openers = getattr(getattr(sources, "_file_openers", None), "_file_openers", None)
    if openers is not None:
        openers[None] = opened
        sources.DataSource._findfile = _finding(sources.DataSource._findfile)  # type: ignore[union-attr]


def _finding(find: Callable[..., Any]) -> Callable[..., Any]:
    """Before numpy opens what it is about to write, it looks on the disk."""

    def found(self: Any, path: Any) -> Any:
        return find(self, path) or (path if str(path) in _kept else None)

    return found


def _fallback(original: Callable[..., Any]) -> Callable[..., Any]:
    def open(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: Any = None,
        errors: Any = None,
        *rest: Any,
        **more: Any,
    ) -> Any:
        try:
            return original(file, mode, buffering, encoding, errors, *rest, **more)
        except (PermissionError, FileNotFoundError):
            # What stands on the disk and is refused is not a student's output of their own.
            if isinstance(file, int) or _exists(file):
                raise
            kept = _in_memory(str(_fspath(file)), mode)
            if kept is None:
                raise
        return kept if "b" in mode else io.TextIOWrapper(kept, encoding or "utf-8", errors, write_through=True)

    return open


def _in_memory(path: str, mode: str) -> "_Kept | None":
    """The buffer for a refused path: a new one to write, the kept one to read or append; None where there is none."""
    before = _kept.get(path)
    if not any(letter in mode for letter in "wxa+"):
        return _Kept(before.content if before.closed else before.getvalue()) if before is not None else None
    if len(_kept) >= MAX_FILES and before is None:
        return None
    buffer = _Kept()
    if before is not None and "w" not in mode:
        buffer.write(before.content if before.closed else before.getvalue())
        if "a" not in mode:
            buffer.seek(0)
    _kept[path] = buffer
    return buffer


def _mkdir_or_pretend(path: Any, mode: int = 0o777, **more: Any) -> None:
    try:
        _mkdir(path, mode, **more)
    except PermissionError:
        return
