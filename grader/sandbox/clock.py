"""The host's own clock for one call: wall time, with patience where the machine, not the call, is slow."""

import os
import time
from typing import NamedTuple

PATIENCE = 3.0
"""How many times its limit a call may take while it has not had its share of the processor."""

_TICK = 1.0 / os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0.01


class Usage(NamedTuple):
    """Processor time of a process so far, and its state: R runs or waits for a processor, S sleeps."""

    seconds: float
    state: str


def usage(pid: int) -> Usage | None:
    """What a process has used; None where that cannot be read."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        return Usage((int(fields[11]) + int(fields[12])) * _TICK, fields[0].decode())
    except (OSError, ValueError, IndexError):
        return None


class Clock:
    """Runs from its making. Ask :meth:`expired` from time to time."""

    def __init__(self, limit: float, pid: int) -> None:
        """``limit`` in seconds."""
        self._limit, self._pid = limit, pid
        self._start = time.monotonic()
        self._base: Usage | None = None

    def expired(self) -> bool:
        """Whether the time is up. A process that computes and has not had ``limit`` seconds of processor time gets longer."""
        elapsed = time.monotonic() - self._start
        if elapsed < self._limit:
            # Reading it costs more than a small call does, so that it is first read some time into a long one.
            self._base = self._base or usage(self._pid)
            return False
        now = usage(self._pid)
        if now is None or self._base is None or elapsed >= PATIENCE * self._limit:
            return True
        spent = now.seconds - self._base.seconds
        return spent >= 0.9 * self._limit or now.state != "R"
