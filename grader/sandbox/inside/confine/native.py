"""The C library's ``syscall`` and ``prctl``, and the constants that Python does not name."""

import ctypes
import os
import platform

LIBC = ctypes.CDLL(None, use_errno=True)
"""The process's own C library."""

LIBC.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
LIBC.capset.argtypes = (ctypes.c_void_p, ctypes.c_void_p)

MACHINE = platform.machine()
"""``x86_64``, ``aarch64`` or one that the filter has no table for."""

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_KEEPCAPS = 8
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38


def checked(result: int, what: str) -> int:
    """``result`` of a C call, or the OSError that it stands for."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: object) -> int:
    """Make a system call by number; OSError on failure."""
    return checked(LIBC.syscall(ctypes.c_long(number), *arguments), f"system call {number}")


def prctl(option: int, argument: int = 0, address: int = 0) -> int:
    """``prctl(option, ...)`` with every argument passed at full width; OSError on failure."""
    return checked(LIBC.prctl(option, argument, address, 0, 0), "prctl")
