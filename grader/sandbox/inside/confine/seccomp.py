"""The system-call filter: the table, assembled for this machine and installed in a child."""

import ctypes
import errno
import struct
from dataclasses import dataclass

from .bpf import Program, assemble
from .native import MACHINE, PR_SET_SECCOMP, prctl
from .rule import KILL, MARK, SELF, WIRE, Rule
from .table import BOUNDS, NO_TRUNCATION, ROWS, SEALED

_MODE_FILTER = 2
_X32_FROM = 0x40000000
"""Numbers of the x32 ABI: the same calls by other names."""

_TRUNCATE_ABI = 3
"""The first Landlock that governs truncation."""


@dataclass(frozen=True, slots=True)
class _Architecture:
    audit: int
    killed_from: int | None


_ARCHITECTURES = {
    "x86_64": _Architecture(0xC000003E, _X32_FROM),
    "aarch64": _Architecture(0xC00000B7, None),
}


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def supported() -> bool:
    """Whether this kernel takes filters and the table knows this machine."""
    if MACHINE not in _ARCHITECTURES:
        return False
    try:
        prctl(PR_SET_SECCOMP, _MODE_FILTER, 0)
    except OSError as error:
        # A kernel with filters gets as far as reading the missing program.
        return error.errno == errno.EFAULT
    return False


def program(*, machine: str = MACHINE, sealed: bool = False, landlock_abi: int = _TRUNCATE_ABI) -> Program:
    """The filter for ``machine``. ``sealed``: no call may look up a path."""
    architecture = _ARCHITECTURES[machine]
    changed = SEALED if sealed else NO_TRUNCATION if landlock_abi < _TRUNCATE_ABI else {}
    rules: dict[int, Rule] = {}
    for name, x86_64, aarch64, rule in ROWS:
        number = x86_64 if machine == "x86_64" else aarch64
        if number is not None:
            rules[number] = changed.get(name, rule)
    bounds = dict(BOUNDS[machine])
    if architecture.killed_from is not None:
        bounds[architecture.killed_from] = KILL
    return assemble(architecture.audit, rules, bounds)


class Filter:
    """A program laid out for the kernel, made in the zygote so that a child only fills in its process id."""

    def __init__(self, program: Program) -> None:
        """Copy ``program`` into memory that the kernel can read."""
        self._buffer = ctypes.create_string_buffer(program.code, len(program.code))
        self._blanks = program.blanks
        self._header = _FilterProgram(len(program), ctypes.addressof(self._buffer))

    def install(self, pid: int, wire: int, mark: int) -> None:
        """Put this process, whose id is ``pid``, under the filter, for good. Needs no_new_privs.

        ``wire`` is its connection's descriptor (-1: it has none), ``mark`` the flags that the worker sends and receives with.
        """
        for what, value in ((SELF, pid), (WIRE, wire), (MARK, mark)):
            for offset in self._blanks[what]:
                struct.pack_into("=I", self._buffer, offset, value & 0xFFFFFFFF)
        prctl(PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(self._header))
