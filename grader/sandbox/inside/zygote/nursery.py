"""The zygote's loop: a child for every request, its ends handed to the host, the dead buried.

The control connection carries records. The host sends one byte for each child it wants to have in hand, so that by
asking for one more than it uses it always has a child forked ahead. The zygote answers each with a record that holds
the process id and carries four descriptors: the process's pidfd, the host's end of its job connection, and the reading
ends of its output and of its ending, where its exit status is written when it has died. No byte of a job passes through
the zygote.
"""

import gc
import os
import select
import socket
import struct
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

RECORD = struct.Struct("=i")
"""A process id in a birth record; a wait status in an ending."""

_AHEAD_MS = 8
"""How long after the last request a child is forked that nobody waits for: while the one before it does its work, it would
only take the processor from it."""
_IDLE_MS, _STILL_IDLE_MS = 1000, 50
"""How long to be idle before the first chore and the others: a command that grades one student is over before."""
_BIRTHS_BEFORE_WARMING = 10


@dataclass(frozen=True, slots=True)
class Birth:
    """What a fresh child owns: its end of the job connection and where its output goes."""

    connection: socket.socket
    output: int


class Nursery:
    """Forks children on request until the host goes away."""

    def __init__(self, control: socket.socket, chores: Sequence[Callable[[], None]]) -> None:
        """``chores`` are done one at a time while no request is waiting (or when requests never cease)."""
        self._control = control
        self._chores = deque(chores)
        self._endings: dict[int, tuple[int, int]] = {}
        self._poll = select.poll()
        self._host = os.pidfd_open(os.getppid())
        self._poll.register(self._host, select.POLLIN)
        self._poll.register(control, select.POLLIN)
        self._births = 0
        self._owed = 0
        self._patience = _IDLE_MS

    def run(self) -> Birth:
        """Serve the host; returns only in a child. Exits when the host has gone."""
        while True:
            ready = dict(self._poll.poll(self._timeout()))
            for pidfd in ready.keys() & self._endings.keys():
                self._bury(pidfd)
            if self._host in ready:
                os._exit(0)
            if self._control.fileno() in ready:
                wanted = len(self._control.recv(64))
                if not wanted:
                    os._exit(0)
                self._owed += wanted
            if not ready and not self._owed:
                self._patience = _STILL_IDLE_MS
                self._chores.popleft()()
            # All but the last are waited for, and the first of all is.
            while self._owed > (1 if self._births and ready else 0):
                self._owed -= 1
                if birth := self._bear():
                    return birth

    def _timeout(self) -> int | None:
        """Milliseconds until there is something to do without being asked."""
        if self._owed:
            return _AHEAD_MS
        return self._patience if self._chores else None

    def _bear(self) -> Birth | None:
        """Fork. In the child, what it owns; in the zygote, None."""
        ours, theirs = socket.socketpair()
        output, output_end = os.pipe()
        ending, ending_end = os.pipe()
        # What the child's collector would look through first, page by page, is not the child's.
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            return Birth(theirs, output_end)
        pidfd = os.pidfd_open(pid)
        socket.send_fds(self._control, [RECORD.pack(pid)], [pidfd, ours.fileno(), output, ending])
        ours.close()
        theirs.close()
        for descriptor in (output, output_end, ending):
            os.close(descriptor)
        self._endings[pidfd] = pid, ending_end
        self._poll.register(pidfd, select.POLLIN)
        self._births += 1
        if self._chores and self._births % _BIRTHS_BEFORE_WARMING == 0:
            self._chores.popleft()()
        return None

    def _bury(self, pidfd: int) -> None:
        """Collect a dead child and tell the host how it ended."""
        pid, ending = self._endings.pop(pidfd)
        _, status = os.waitpid(pid, 0)
        # The host may have lost interest.
        with suppress(BrokenPipeError):
            os.write(ending, RECORD.pack(status))
        os.close(ending)
        self._poll.unregister(pidfd)
        os.close(pidfd)
