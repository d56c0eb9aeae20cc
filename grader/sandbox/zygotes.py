"""The host's side of the warm workers: starting zygotes, taking children from them, replacing the dead.

A zygote is started on first need, or ahead of it with :meth:`ZygoteLauncher.prestart`, and keeps a child ready. It never
sees a job. Everything here may be called from several threads.
"""

import importlib.util
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import GraderFault, UsageError
from grader.sandbox.inside.confine import DEFAULT

INSIDE = Path(__file__).parent / "inside" / "__main__.py"
_RECORD = struct.Struct("=i")
_START_SECONDS = 120.0
_ATTEMPTS = 3
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
"""All that a zygote's environment holds, with a folder for matplotlib's cache and the loader's search path if there is one."""


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
    layers: tuple[str, ...]
    """The confinement's layers, as the zygote prepared them."""
    _closed: bool = field(default=False, repr=False)

    def kill(self) -> None:
        """End the process now. It cannot refuse, and no other process is ever hit."""
        try:
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def wait(self, timeout: float) -> int | None:
        """The wait status (see :func:`os.waitstatus_to_exitcode`) of the process, None while it lives.

        ConnectionError when the zygote has gone and took the process with it: then nothing that happened is the
        student's doing, and the job should be run again.
        """
        waiting = select.poll()
        waiting.register(self.ending, select.POLLIN)
        if not waiting.poll(timeout * 1000):
            return None
        record = os.read(self.ending, _RECORD.size)
        if len(record) != _RECORD.size:
            raise ConnectionError("the zygote is gone")
        return int(_RECORD.unpack(record)[0])

    def close(self) -> None:
        """End the process if it still runs and let go of everything. May be called again."""
        if self._closed:
            return
        self._closed = True
        self.kill()
        self.socket.close()
        for descriptor in (self.pidfd, self.output, self.ending):
            os.close(descriptor)

    def __enter__(self) -> "Child":
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Close it."""
        self.close()


class _Gone(Exception):
    """The zygote has ended, or does not answer."""


class _Zygote:
    """One running zygote, as the host sees it."""

    def __init__(self, framework: str, layers: frozenset[str], cache: str, hidden: Sequence[Path]) -> None:
        """Start the process and ask for the first children; nothing is waited for."""
        self._lock = threading.Lock()
        self._layers: tuple[str, ...] | None = None
        self._hidden = hidden
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(_START_SECONDS)
        self._errors = tempfile.TemporaryFile()
        options = json.dumps({"folders": library_folders(), "layers": sorted(layers)})
        command = [sys.executable, "-I", "-B", str(INSIDE), "zygote", framework, str(theirs.fileno()), options]
        with theirs:
            self._process = subprocess.Popen(
                command,
                env=_environment(cache),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._ask(_AHEAD)

    def _ask(self, children: int) -> None:
        try:
            self._control.send(b"+" * children)
        except OSError as error:
            raise _Gone from error

    def take(self) -> Child:
        """The child that is ready, while the zygote makes the next."""
        with self._lock:
            if self._layers is None:
                self._layers = self._greet()
            self._ask(1)
            try:
                record, descriptors, _, _ = socket.recv_fds(self._control, 64, 4, socket.MSG_CMSG_CLOEXEC)
            except OSError as error:
                raise _Gone from error
        if len(record) != _RECORD.size:
            raise _Gone
        pidfd, connection, output, ending = descriptors
        return Child(_RECORD.unpack(record)[0], pidfd, socket.socket(fileno=connection), output, ending, self._layers)

    def _greet(self) -> tuple[str, ...]:
        """Read what the zygote says first, and make sure that what must be hidden is."""
        try:
            text = self._control.recv(1 << 20)
        except OSError as error:
            raise _Gone from error
        if not text:
            raise _Gone
        hello = json.loads(text)
        refuse_exposed(hello["readable"], self._hidden)
        return tuple(hello["layers"])

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


class ZygoteLauncher:
    """Gives out confined children by framework ("numpy", "torch"). Use as a context manager, or close it."""

    def __init__(self, *, layers: frozenset[str] = DEFAULT, hidden: Sequence[Path] = ()) -> None:
        """``layers`` of confinement to use, as far as the kernel has them; ``hidden`` folders no child may ever read."""
        self._use = layers
        self._hidden = [path.resolve() for path in hidden]
        self._lock = threading.Lock()
        self._zygotes: dict[str, _Zygote] = {}
        self._cache, self._cache_is_temporary = _cache_folder()

    def prestart(self, framework: str) -> None:
        """Start the zygote, if it is not running, and return at once; the host has other things to do meanwhile."""
        self._running(framework)

    def launch(self, framework: str) -> Child:
        """A fresh child. Waits for the zygote to be ready; replaces one that has died."""
        words = ""
        for _ in range(_ATTEMPTS):
            zygote = self._running(framework)
            try:
                return zygote.take()
            except _Gone:
                words = zygote.last_words()
                self._discard(framework, zygote)
        raise GraderFault(f"the worker for {framework} cannot be started: {words or 'it ended without a word'}")

    def _running(self, framework: str) -> _Zygote:
        with self._lock:
            if framework not in self._zygotes:
                self._zygotes[framework] = _Zygote(framework, self._use, self._cache, self._hidden)
            return self._zygotes[framework]

    def _discard(self, framework: str, zygote: _Zygote) -> None:
        with self._lock:
            if self._zygotes.get(framework) is zygote:
                del self._zygotes[framework]
                zygote.close()

    def close(self) -> None:
        """End every zygote and every child."""
        with self._lock:
            for zygote in self._zygotes.values():
                zygote.close()
            self._zygotes.clear()
            if self._cache_is_temporary:
                shutil.rmtree(self._cache, ignore_errors=True)

    def __enter__(self) -> "ZygoteLauncher":
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Close it."""
        self.close()


def refuse_exposed(readable: Sequence[str], hidden: Sequence[Path]) -> None:
    """UsageError when one of ``hidden`` lies within what every child may read."""
    for path in hidden:
        for granted in map(Path, readable):
            if path.is_relative_to(granted.resolve()):
                raise UsageError(f"{path} lies in {granted}, which every submission may read: move it elsewhere")


def library_folders() -> list[str]:
    """Where this Python's numeric packages are installed."""
    specs = filter(None, map(importlib.util.find_spec, _LIBRARIES))
    return sorted({str(Path(spec.origin).parent.parent) for spec in specs if spec.origin})


def _environment(cache: str) -> dict[str, str]:
    search = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {**ENVIRONMENT, **search, "MPLCONFIGDIR": cache}


def _cache_folder() -> tuple[str, bool]:
    """A folder for matplotlib's list of fonts, which is slow to make; and whether it is to be removed afterwards."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.path.join(base, "grader", "matplotlib")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return tempfile.mkdtemp(prefix="grader-"), True
    return folder, False
