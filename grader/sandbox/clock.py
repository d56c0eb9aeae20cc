"""The host's own clock for one call: wall time, with patience where the machine, not the call, is slow."""

import os
import time
from typing import NamedTuple

PATIENCE = 3.0
"""How many times its limit a call may take while it has not had its share of the processor."""

IDLE_LOOKS = 4
"""How many times in a row a process must be found asleep, after its limit, to be taken for a sleeper."""

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


_EXITING = 0x4
"""PF_EXITING, in the flags that the kernel shows."""


def lives_on(pid: int) -> bool:
    """Whether a process whose end of a connection is closed is not itself ending; False where that cannot be known.

    The kernel marks a process before it closes what the process holds, so that there is nothing to wait for.
    """
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return not int(file.read().rpartition(b")")[2].split()[6]) & _EXITING
    except (OSError, ValueError, IndexError):
        return False


class Clock:
    """Runs from its making, which costs next to nothing. Ask :meth:`expired` some twenty times a second."""

    def __init__(self, limit: float, pid: int) -> None:
        """``limit`` in seconds."""
        self._limit, self._pid = limit, pid
        self.start = time.monotonic()
        self._base: Usage | None = None
        self._last: Usage | None = None
        self._idle = 0

    def expired(self) -> bool:
        """Whether the time is up. A process that computes and has not had its seconds of processor time gets longer."""
        elapsed = time.monotonic() - self.start
        if elapsed < self._limit:
            # Reading it costs more than a small call does, so that it is first read some time into a long one.
            self._base = self._base or usage(self._pid)
            return False
        now = usage(self._pid)
        if now is None or self._base is None or elapsed >= PATIENCE * self._limit:
            return True
        if now.seconds - self._base.seconds >= 0.9 * self._limit:
            return True
        # Waiting for a processor or a disk is no sleep, nor is a moment's wait for whoever reads its output.
        asleep = now.state not in "RD" and (self._last is None or now.seconds == self._last.seconds)
        self._idle = self._idle + 1 if asleep else 0
        self._last = now
        return self._idle >= IDLE_LOOKS
