"""The seam between a session and how its worker process comes to be."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from grader.errors import GraderFault

INSIDE = Path(__file__).parent / "inside"
POSIX = os.name == "posix"


class Child(Protocol):
    """A worker process that waits for its job."""

    pid: int
    """The process, as ``/proc`` knows it."""
    socket: socket.socket
    """The host's end of the connection; closing it ends the worker."""
    output: int
    """A descriptor from which everything that the worker prints can be read, to its end."""

    def kill(self) -> None:
        """End it, and what it may have started, at once. Does nothing to one that has ended."""

    def wait(self, timeout: float) -> int | None:
        """The exit status, negative for a signal's number, as :mod:`subprocess` has it; None while it lives.

        ConnectionError when that can no longer be known and the end was not the student's doing (the zygote has gone).
        """

    def close(self) -> None:
        """Kill it and free what it holds."""


class Launcher(Protocol):
    """Starts workers. ``launch`` may be called from several threads at once."""

    def launch(self, framework: str) -> Child:
        """A worker for one job under ``framework``."""

    def prestart(self, framework: str) -> None:
        """Begin with what takes long, where there is such a thing; returns at once."""

    def close(self) -> None:
        """Free whatever was kept ready."""


class FreshChild:
    """A process started for one job."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", connection: socket.socket, folder: tempfile.TemporaryDirectory[str]
    ) -> None:
        """``folder`` is its working directory, removed with it."""
        if process.stdout is None:
            raise ValueError("the process needs a pipe for its output")
        self._process, self._folder, self._pipe = process, folder, process.stdout
        self.socket = connection
        self.output = process.stdout.fileno()
        self.pid = process.pid

    def kill(self) -> None:
        """End the process group; where there is none, the process."""
        if self._process.poll() is None:
            with suppress(OSError):
                if POSIX:
                    os.killpg(self.pid, signal.SIGKILL)
            with suppress(OSError):
                self._process.kill()

    def wait(self, timeout: float) -> int | None:
        """The exit status, once there is one."""
        try:
            return self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """Kill, reap, and remove the working directory."""
        self.kill()
        self.socket.close()
        self.wait(5.0)
        self._pipe.close()
        with suppress(OSError):
            self._folder.cleanup()


class FreshLauncher:
    """Starts a new interpreter for every job: slow, the same on every platform, and confined by nothing but limits."""

    def __init__(self, python: str = sys.executable) -> None:
        """``python`` is the interpreter to start."""
        self._python = python

    def launch(self, framework: str) -> Child:
        """Start one. The framework is imported when the job names it."""
        folder = tempfile.TemporaryDirectory(prefix="worker-", ignore_cleanup_errors=True)
        try:
            process, connection = self._launch_posix(folder.name) if POSIX else self._launch_windows(folder.name)
        except OSError as error:
            folder.cleanup()
            raise GraderFault(f"the worker process cannot be started: {error}") from error
        return FreshChild(process, connection, folder)

    def prestart(self, framework: str) -> None:
        """Nothing: every process starts from nothing."""

    def close(self) -> None:
        """Nothing is kept."""

    def _command(self, *how: str) -> list[str]:
        return [self._python, "-I", "-B", str(INSIDE / "__main__.py"), "serve", *how]

    def _launch_posix(self, folder: str) -> "tuple[subprocess.Popen[bytes], socket.socket]":
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                self._command("fd", str(theirs.fileno())), pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder, env=environment(folder), start_new_session=True,
                bufsize=0,
            )  # fmt: skip
        return process, ours

    def _launch_windows(self, folder: str) -> "tuple[subprocess.Popen[bytes], socket.socket]":
        """Over a loopback connection; the token tells the worker from any other process that connects."""
        token = secrets.token_bytes(32)
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(60)
            process = subprocess.Popen(
                self._command("port", str(server.getsockname()[1])), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, cwd=folder, env=environment(folder), bufsize=0,
            )  # fmt: skip
            if process.stdin is not None:
                process.stdin.write(token)
                process.stdin.close()
            return process, _accept(server, token)


def _accept(server: socket.socket, token: bytes) -> socket.socket:
    while True:
        connection, _ = server.accept()
        connection.settimeout(10)
        shown = b""
        with suppress(OSError):
            while len(shown) < len(token) and (part := connection.recv(len(token) - len(shown))):
                shown += part
        if secrets.compare_digest(shown, token):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        connection.close()


def environment(folder: str) -> dict[str, str]:
    """The worker's environment: one thread, no display, caches in its own folder, and nothing of the host's own."""
    kept = {
        name: os.environ[name] for name in ("SYSTEMROOT", "PATHEXT", "LANG", "LD_LIBRARY_PATH") if name in os.environ
    }
    threads = dict.fromkeys(
        ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT", "VECLIB_MAXIMUM_THREADS"),
        "1",
    )
    own = dict.fromkeys(("MPLCONFIGDIR", "HOME", "TMPDIR", "TEMP", "TMP"), folder)
    return kept | threads | own | {"MPLBACKEND": "Agg"}
