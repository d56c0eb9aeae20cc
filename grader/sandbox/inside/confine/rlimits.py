"""Resource limits: a process's share of memory, processor time, files."""

import resource
from pathlib import Path

_MEGABYTE = 1 << 20

FIXED: tuple[tuple[int, int], ...] = (
    (resource.RLIMIT_FSIZE, 8 * _MEGABYTE),
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_MEMLOCK, 0),
    (resource.RLIMIT_MSGQUEUE, 0),
    (resource.RLIMIT_NICE, 0),
    (resource.RLIMIT_RTPRIO, 0),
)
"""Limits that hold for every child. None on the number of processes: that one counts the whole user's."""


def usage() -> tuple[int, int]:
    """Bytes of address space and of data that this process has, the base that a budget is added to."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(rows["VmSize"].split()[0]) << 10, int(rows["VmData"].split()[0]) << 10


def set_fixed() -> None:
    """Set the limits that are the same for all."""
    for which, value in FIXED:
        _lower(which, value, value)


def set_budget(base: tuple[int, int], memory: int, cpu_seconds: int) -> None:
    """Allow ``memory`` bytes beyond ``base`` (see :func:`usage`) and ``cpu_seconds`` of processor time.

    The soft limit of time gives SIGXCPU, which a program may ignore; the hard one, a second later, kills.
    """
    address_space, data = base
    _lower(resource.RLIMIT_AS, address_space + memory, address_space + memory)
    _lower(resource.RLIMIT_DATA, data + memory, data + memory)
    _lower(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)


def _lower(which: int, soft: int, hard: int) -> None:
    """Set a limit, or leave the one that is already lower: nobody but root may raise it."""
    _, ceiling = resource.getrlimit(which)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(which, (soft, hard))


def prefer_as_victim() -> None:
    """Where memory runs out, let the kernel end this process and its children before anything else of the user's."""
    try:
        with open("/proc/self/oom_score_adj", "w") as adjustment:
            adjustment.write("800")
    except OSError:
        pass
