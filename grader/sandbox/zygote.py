"""One running zygote and one of its children, as the host sees them."""

import contextlib
import importlib.util
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import UsageError

INSIDE = Path(__file__).parent / "inside" / "__main__.py"
START_SECONDS = 120.0
"""How long a zygote may take to be ready: importing a framework from a slow disk."""

_RECORD = struct.Struct("=i")
_AHEAD = 1
_LIBRARIES = ("numpy", "torch", "matplotlib", "scipy")

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "MPLBACKEND": "Agg",
    "CUDA_VISIBLE_DEVICES": "",
}
"""All that a zygote's environment holds, with matplotlib's cache and, if there is one, the loader's search path."""


class Gone(Exception):
    """The zygote has ended, or does not answer."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a zygote is told when it is started, and what must stay hidden from its children."""

    layers: frozenset[str]
    user: int | None
    cache: str
    hidden: tuple[Path, ...]

    def options(self) -> str:
        """The command-line argument."""
        return json.dumps({"folders": library_folders(), "layers": sorted(self.layers), "user": self.user})


@dataclass(slots=True)
class Child:
    """A confined process that waits for one job. Close it when done, whatever became of it."""

    pid: int
    pidfd: int
    socket: socket.socket
    """The job's connection."""
    output: int
    """Where the process's standard output and error can be read."""
    ending: int
    """Where its exit status can be read when it has ended."""
    _closed: bool = field(default=False, repr=False)

    def alive(self) -> bool:
        """Whether the process still runs."""
        ended = select.poll()
        ended.register(self.pidfd, select.POLLIN)
        return not ended.poll(0)

    def kill(self) -> None:
        """End the process now. It cannot refuse, and no other process is ever hit."""
        if not self._closed:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def wait(self, timeout: float) -> int | None:
        """The exit status, negative for a signal's number; None while the process lives.

        ConnectionError when the zygote has gone and took the process with it: then nothing that happened
        is the student's doing, and the job should be run again.
        """
        waiting = select.poll()
        waiting.register(self.ending, select.POLLIN)
        if not waiting.poll(timeout * 1000):
            return None
        record = os.read(self.ending, _RECORD.size)
        if len(record) != _RECORD.size:
            raise ConnectionError("the zygote is gone")
        return os.waitstatus_to_exitcode(_RECORD.unpack(record)[0])

    def close(self) -> None:
        """End the process if it still runs and let go of everything. May be called again."""
        if self._closed:
            return
        self.kill()
        self._closed = True
        self.socket.close()
        for descriptor in (self.pidfd, self.output, self.ending):
            os.close(descriptor)


class Zygote:
    """One running zygote."""

    def __init__(self, framework: str, setup: Setup) -> None:
        """Start the process and ask for the first child; nothing is waited for."""
        self._lock = threading.Lock()
        self._setup = setup
        self.readable: list[str] = []
        """What its children may read; known when the first one has been taken."""
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process, see close()
        command = [sys.executable, "-I", "-B", str(INSIDE), "zygote", framework, str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(
                [*command, setup.options()],
                env=_environment(setup.cache),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._control.send(b"+" * _AHEAD)

    @property
    def pid(self) -> int:
        """The process, for whoever looks at it from outside."""
        return self._process.pid

    def take(self) -> Child:
        """The child that is ready, while the zygote makes the next. :class:`Gone` when there will be none."""
        with self._lock:
            try:
                self._greet()
                self._control.send(b"+")
                flags = socket.MSG_CMSG_CLOEXEC
                record, descriptors, _, _ = socket.recv_fds(self._control, _RECORD.size, 4, flags)
            except OSError as error:
                raise Gone from error
        if len(record) != _RECORD.size:
            raise Gone
        pidfd, connection, output, ending = descriptors
        return Child(_RECORD.unpack(record)[0], pidfd, socket.socket(fileno=connection), output, ending)

    def _greet(self) -> None:
        """Read what the zygote says first, and make sure that what must be hidden is."""
        if self.readable:
            return
        hello = self._control.recv(1 << 20)
        if not hello:
            raise Gone
        readable = json.loads(hello)["readable"]
        refuse_exposed(readable, self._setup.hidden)
        self.readable = readable

    def last_words(self) -> str:
        """The end of what the process wrote to standard error."""
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - 2000))
        return self._errors.read().decode(errors="replace").strip()

    def close(self) -> None:
        """End the process, and with it every child of its."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        self._errors.close()


def refuse_exposed(readable: list[str], hidden: tuple[Path, ...]) -> None:
    """UsageError when one of ``hidden`` lies within what every child may read."""
    granted = [Path(path).resolve() for path in readable]
    for path in hidden:
        for folder in granted:
            if path.is_relative_to(folder):
                raise UsageError(f"{path} lies in {folder}, which every submission may read: move it elsewhere")


def library_folders() -> list[str]:
    """Where this Python's numeric packages are installed."""
    specs = filter(None, map(importlib.util.find_spec, _LIBRARIES))
    return sorted({str(Path(spec.origin).parent.parent) for spec in specs if spec.origin})


def _environment(cache: str) -> dict[str, str]:
    search = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {**ENVIRONMENT, **search, "MPLCONFIGDIR": cache}
