"""What a child gives up as a process: descriptors, session, user, dumps, its parent's survival."""

import ctypes
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .native import (
    LIBC,
    PR_SET_DUMPABLE,
    PR_SET_KEEPCAPS,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    checked,
    prctl,
)

_HIGHEST = (1 << 31) - 1
_SIGKILL = 9
_CAPABILITY_VERSION = 0x20080522
_CAP_DAC_READ_SEARCH = 1 << 2
_CHANGING = 1 << 6 | 1 << 7
"""CAP_SETGID and CAP_SETUID."""


def redirect(output: int | None) -> None:
    """Descriptor 0 reads nothing; 1 and 2 go to ``output``, or nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    for stream in (1, 2):
        os.dup2(null if output is None else output, stream)
    if null > 2:
        os.close(null)


def close_all_but(kept: Iterable[int]) -> None:
    """Close every descriptor above 2 except ``kept``."""
    start = 3
    for descriptor in sorted({*kept, _HIGHEST}):
        if descriptor > start:
            os.closerange(start, descriptor)
        start = max(start, descriptor + 1)


def random_bits(mask: int) -> int:
    """Some of the bits of ``mask``, at least one."""
    while not (found := int.from_bytes(os.urandom(8)) & mask):
        pass
    return found


@dataclass(frozen=True, slots=True)
class Users:
    """A range of user ids that nobody has, one of which each child takes."""

    first: int
    count: int

    def draw(self) -> int:
        """One of them, not to be guessed: a child must not share its user with another."""
        return self.first + int.from_bytes(os.urandom(8)) % self.count


UNASSIGNED = Users(0x70000000, 0x0FFFFFFF)
"""By the usual conventions no system, container or service is given these."""

NOBODY = Users(65534, 1)


def users() -> Users | None:
    """The ids a child may change to; None for an ordinary user, and for a root that is not allowed to."""
    if os.geteuid() != 0:
        return None
    try:
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        spans = [tuple(map(int, row.split())) for row in Path("/proc/self/uid_map").read_text().splitlines()]
        groups = Path("/proc/self/setgroups").read_text().strip()
    except OSError:
        return None
    if int(status["CapEff"], 16) & _CHANGING != _CHANGING or groups == "deny":
        return None
    for wanted in (UNASSIGNED, NOBODY):
        last = wanted.first + wanted.count - 1
        # In a container only some ids exist.
        if any(inside <= wanted.first and last < inside + count for inside, _, count in spans):
            return wanted
    return None


def become(user: int, *, read_all: bool) -> None:
    """Take ``user`` as user and group, with no other groups. ``read_all``: see :func:`renounce`."""
    os.setgroups([])
    os.setresgid(user, user, user)
    if read_all:
        prctl(PR_SET_KEEPCAPS, 1)
    os.setresuid(user, user, user)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


_header = _CapabilityHeader(_CAPABILITY_VERSION, 0)
_none = (ctypes.c_uint32 * 6)()
_reading = (ctypes.c_uint32 * 6)(_CAP_DAC_READ_SEARCH, _CAP_DAC_READ_SEARCH)
"""Effective, permitted, inheritable, twice 32 bits; made here because making a C array costs a child 0.2 ms."""


def renounce(*, read_all: bool) -> None:
    """Have no capabilities, and never get any by running something; unprivileged confinement needs the latter.

    ``read_all`` keeps the one capability of reading, for a Python installed where only root may look. Landlock
    still decides which files those are.
    """
    wanted = _reading if read_all else _none
    checked(LIBC.capset(ctypes.addressof(_header), ctypes.addressof(wanted)), "capset")
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def forbid_dumps() -> None:
    """No core dump, and no look at its memory by another process of the same user."""
    prctl(PR_SET_DUMPABLE, 0)


def die_with_parent(parent: int) -> None:
    """Be killed when ``parent`` ends, also when it has already."""
    prctl(PR_SET_PDEATHSIG, _SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
