"""Landlock: which files, ports, sockets and processes a child may still reach.

A ruleset handles every right that the running kernel knows, so that whatever is not granted here is refused. It is built
once, in the zygote; a child pays only for one system call.
"""

import ctypes
import os
from collections.abc import Iterable
from stat import S_ISDIR

from .native import syscall

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_QUIET = 1
"""LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF (ABI 7): a hostile loop must not fill the audit log."""

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14

_FILE_RIGHTS = ((1, 13), (2, 14), (3, 15), (5, 16))
"""Rows of (ABI, how many file rights it knows): ABI 2 added REFER, 3 TRUNCATE, 5 IOCTL_DEV."""

_NET_ABI, _ALL_TCP = 4, 0b11
_SCOPE_ABI, _ALL_SCOPES = 6, 0b11
_LOG_ABI = 7


class _RulesetAttributes(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def abi() -> int:
    """The kernel's Landlock version, 0 where there is none."""
    try:
        return syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError:
        return 0


def handled(version: int) -> tuple[int, int, int]:
    """What a ruleset governs under ABI ``version``: all file rights, all TCP rights, all scopes that it knows."""
    files = max((count for since, count in _FILE_RIGHTS if version >= since), default=0)
    network = _ALL_TCP if version >= _NET_ABI else 0
    scopes = _ALL_SCOPES if version >= _SCOPE_ABI else 0
    return (1 << files) - 1, network, scopes


def build(readable: Iterable[str], read_write: Iterable[str]) -> int:
    """A ruleset's descriptor: ``readable`` files and folders may be read, ``read_write`` files also written.

    Nothing else may be opened, nothing executed, no TCP port bound or connected to, and neither signals nor abstract
    sockets reach a process outside. Paths that do not exist are passed over.
    """
    version = abi()
    files, network, scopes = handled(version)
    attributes = _RulesetAttributes(files, network, scopes)
    size = 8 if version < _NET_ABI else 16 if version < _SCOPE_ABI else 24
    ruleset = syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    for path in readable:
        _grant(ruleset, path, READ_FILE | READ_DIR)
    for path in read_write:
        _grant(ruleset, path, (READ_FILE | WRITE_FILE | TRUNCATE) & files)
    return ruleset


def _grant(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= ~READ_DIR
        rule = _PathBeneath(rights, descriptor)
        syscall(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(descriptor)


def restrict(ruleset: int, version: int) -> None:
    """Put this process under ``ruleset``, for good, and close it. Needs no_new_privs; ``version`` is the ABI."""
    syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(_QUIET if version >= _LOG_ABI else 0))
    os.close(ruleset)
