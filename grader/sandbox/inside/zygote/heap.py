"""Making a fork cheap: the parent's memory in huge pages, its objects out of the collector's way."""

import ctypes
import gc
from collections.abc import Iterator

from ..confine.native import LIBC

_MADV_HUGEPAGE, _MADV_COLLAPSE = 14, 25
_HUGE = 2 << 20


def settle() -> None:
    """Prepare this process to be forked many times. What forking costs is mostly the copying of page tables."""
    gc.collect()
    gc.freeze()
    for start, end in _anonymous():
        _advise(start, end, _MADV_HUGEPAGE)
        _advise(start, end, _MADV_COLLAPSE)


def _advise(start: int, end: int, advice: int) -> None:
    """Ask; a kernel that cannot (before 6.1, or with huge pages off) refuses, and nothing is lost."""
    LIBC.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), advice)


def _anonymous() -> Iterator[tuple[int, int]]:
    """The private writable memory, as far as whole huge pages fit into it."""
    with open("/proc/self/maps") as rows:
        for row in rows:
            span, rights, _, _, inode, *name = row.split()
            if rights != "rw-p" or inode != "0" or (name and name[0] != "[heap]"):
                continue
            low, high = (int(edge, 16) for edge in span.split("-"))
            start, end = -(-low // _HUGE) * _HUGE, high // _HUGE * _HUGE
            if start < end:
                yield start, end
