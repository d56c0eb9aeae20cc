"""The worker's own standard streams, as the student's code finds them."""

import io
import os
import sys
from contextlib import suppress
from typing import Any

_streams: list[Any] = []
_dup2, _open, _close = os.dup2, os.open, os.close


def redirect(output_fd: int | None) -> None:
    """Give the process an empty standard input, and ``output_fd`` as standard output and error.

    Lines are written out as they are printed, so that a crash loses at most one of them.
    """
    empty = _open(os.devnull, os.O_RDONLY)
    _dup2(empty, 0)
    _close(empty)
    if output_fd is not None:
        _dup2(output_fd, 1)
        _dup2(output_fd, 2)
        if output_fd > 2:
            _close(output_fd)
    nothing = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), "utf-8")
    streams = {"stdin": nothing, "stdout": _writer(1), "stderr": _writer(2)}
    for name, stream in streams.items():
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _writer(fd: int) -> io.TextIOWrapper:
    raw = io.FileIO(fd, "w", closefd=False)
    stream = io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True)
    _streams.append((stream, io.TextIOWrapper.flush))
    return stream


def flush() -> None:
    """Write out what was printed, into streams that may have been closed or replaced meanwhile."""
    for stream, flush_stream in _streams:
        with suppress(OSError, ValueError):
            flush_stream(stream)
