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

_IDLE_MS = 1000
"""A command that grades one student is over before; what it does not need would take the processor from it."""
_BIRTHS_BEFORE_WARMING = 6


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

    def run(self) -> Birth:
        """Serve the host; returns only in a child. Exits when the host has gone."""
        while True:
            ready = dict(self._poll.poll(_IDLE_MS if self._chores else None))
            if not ready:
                self._chores.popleft()()
                continue
            for pidfd in ready.keys() & self._endings.keys():
                self._bury(pidfd)
            if self._host in ready:
                os._exit(0)
            if self._control.fileno() in ready:
                wanted = len(self._control.recv(64))
                if not wanted:
                    os._exit(0)
                for _ in range(wanted):
                    if birth := self._bear():
                        return birth

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
