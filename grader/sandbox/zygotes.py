"""The host's side of the warm workers: starting zygotes, taking children from them, replacing the dead.

A zygote is started on first need, or ahead of it with :meth:`ZygoteLauncher.prestart`, and keeps a child
ready. It never sees a job.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from grader.errors import GraderFault
from grader.sandbox import isolation
from grader.sandbox.zygote import Child, Gone, Setup, Zygote

_ATTEMPTS = 3


class ZygoteLauncher:
    """Gives out confined children by framework ("numpy", "torch"), to several threads at once."""

    def __init__(
        self, *, layers: frozenset[str] | None = None, hidden: Sequence[Path] = (), user: int | None = None
    ) -> None:
        """``hidden``: folders that no child may ever read; a worker that could is refused.

        ``layers``: what to confine with, as far as the kernel has it; the best there is unless told otherwise.
        ``user``: the user to become when started as root, instead of a new one for every child.
        """
        self._cache, self._cache_is_temporary = _cache_folder()
        resolved = tuple(path.resolve() for path in hidden)
        self._setup = Setup(isolation.chosen() if layers is None else layers, user, self._cache, resolved)
        self._lock = threading.Lock()
        self._zygotes: dict[str, Zygote] = {}

    def prestart(self, framework: str) -> None:
        """Start the zygote, if it is not running, and return at once; the host has other things to do meanwhile."""
        self._running(framework)

    def launch(self, framework: str) -> Child:
        """A fresh child. Waits for the zygote to be ready; replaces one that has died."""
        words = ""
        for _ in range(_ATTEMPTS):
            zygote = self._running(framework)
            try:
                child = zygote.take()
            except Gone:
                words = self._discard(framework, zygote) or words
                continue
            if child.alive():
                return child
            # While it waited, the machine ran out of memory, say.
            child.close()
        raise GraderFault(f"the worker for {framework} cannot be started: {words or 'it ended without a word'}")

    def pids(self) -> dict[str, int]:
        """The running zygotes' processes by framework, for whoever looks at them from outside."""
        with self._lock:
            return {framework: zygote.pid for framework, zygote in self._zygotes.items()}

    def _running(self, framework: str) -> Zygote:
        with self._lock:
            if framework not in self._zygotes:
                self._zygotes[framework] = Zygote(framework, self._setup)
            return self._zygotes[framework]

    def _discard(self, framework: str, zygote: Zygote) -> str:
        """Make room for another; what this one said last, unless another thread has heard it."""
        with self._lock:
            if self._zygotes.get(framework) is not zygote:
                return ""
            del self._zygotes[framework]
            words = zygote.last_words()
            zygote.close()
            return words

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


def _cache_folder() -> tuple[str, bool]:
    """A folder for matplotlib's list of fonts, slow to make; and whether it is to be removed afterwards."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.path.join(base, "backprop-grader", "matplotlib")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return tempfile.mkdtemp(prefix="grader-"), True
    return folder, False
