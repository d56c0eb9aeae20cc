"""What a student's code prints: read as it comes, kept up to a bound, the rest thrown away."""

import os
import select
import threading
import time

from grader.sandbox.inside.text import clean

_CHUNK = 1 << 16
_POSIX = os.name == "posix"


class Printed:
    """Collects the output of a session's workers, one after another, keeping the first ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        """Nothing has been printed yet."""
        self._limit = limit
        self._kept = bytearray()
        self._lock = threading.Lock()
        self.truncated = False

    @property
    def text(self) -> str:
        """What was printed, safe to show."""
        with self._lock:
            return clean(self._kept.decode("utf-8", "replace").replace("\r\n", "\n"), self._limit)

    def add(self, data: bytes) -> None:
        """Keep what still fits."""
        room = self._limit - len(self._kept)
        self._kept += data[:room]
        self.truncated = self.truncated or len(data) > room

    def forget(self) -> None:
        """Start anew: what was printed came from a worker whose work is done again."""
        with self._lock:
            self._kept.clear()
            self.truncated = False

    def drain(self, fd: int, *, keep: bool = True) -> "Drain":
        """What reads ``fd`` to its end once it is started, so that the worker never waits for a reader."""
        return Drain(self, self._lock, fd, keep=keep)


class Drain:
    """A thread that reads one worker's output."""

    def __init__(self, printed: Printed, lock: threading.Lock, fd: int, *, keep: bool) -> None:
        """With ``keep`` false what arrives is thrown away, until :meth:`start_keeping`."""
        self._printed, self._lock, self._keep = printed, lock, keep
        # A descriptor of our own: the child's may be closed, and its number used again, while the thread still reads.
        self._fd = os.dup(fd)
        self._open = True
        self._thread = threading.Thread(target=self._read, daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def _read(self) -> None:
        try:
            while True:
                if _POSIX:
                    select.select([self._fd], [], [])
                    with self._lock:
                        data = os.read(self._fd, _CHUNK)
                        self._take(data)
                else:
                    data = os.read(self._fd, _CHUNK)
                    with self._lock:
                        self._take(data)
                if not data:
                    return
        except OSError:
            return
        finally:
            with self._lock:
                self._open = False
                os.close(self._fd)

    def _take(self, data: bytes) -> None:
        if self._keep:
            self._printed.add(data)

    def settle(self, seconds: float = 0.2) -> None:
        """Wait until everything that has been written has been read."""
        end = time.monotonic() + seconds
        while _POSIX and time.monotonic() < end:
            with self._lock:
                if not self._open or not select.select([self._fd], [], [], 0)[0]:
                    return
            time.sleep(0.001)

    def start_keeping(self) -> None:
        """Keep what is printed from here on."""
        self.settle()
        self._keep = True

    def finish(self, seconds: float = 1.0) -> None:
        """Wait for the end of the output. What the worker started may hold it open: that is not waited for."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        elif self._open:
            self._open = False
            os.close(self._fd)
