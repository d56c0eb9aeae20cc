"""The sandbox: opens submissions in workers of their own."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from grader.errors import UsageError
from grader.model.call import Job
from grader.sandbox.launch import FreshLauncher, Launcher
from grader.sandbox.session import Session

ISOLATIONS = ("full", "none")
"""``full``: a warm, confined worker for each job. ``none``: a plain process with limits, for one's own code only."""


class Sandbox:
    """A source of workers, for use from several threads. Close it at the end, best as a context manager."""

    def __init__(
        self,
        *,
        isolation: str = "full",
        warm: bool = True,
        hidden: Sequence[Path] = (),
        launcher: Launcher | None = None,
    ) -> None:
        """``isolation`` is a row of :data:`ISOLATIONS`; nothing weaker is ever used in silence.

        ``warm`` starts what takes long ahead of its first use. ``hidden``: folders that a confined worker must not be able
        to read. ``launcher`` is for tests, in place of all of these.
        """
        if isolation not in ISOLATIONS:
            raise UsageError(f"unknown isolation {isolation!r}: it is one of {', '.join(ISOLATIONS)}")
        self.isolation = isolation
        self._launcher = launcher or _LAUNCHERS[isolation](warm, hidden)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Free what is kept ready."""
        self.close()

    def close(self) -> None:
        """Free what is kept ready. Sessions are closed by whoever opened them."""
        self._launcher.close()

    def prestart(self, frameworks: Iterable[str]) -> None:
        """Begin to load ``frameworks`` and return at once: the host has other things to do meanwhile."""
        for framework in frameworks:
            # What cannot be started now is told of when it is needed.
            with suppress(OSError):
                self._launcher.prestart(framework)

    def open(self, job: Job) -> Session:
        """Import a submission's file in a worker of its own."""
        return Session(self._launcher.launch, job)


def _fresh(warm: bool, hidden: Sequence[Path]) -> Launcher:
    return FreshLauncher()


def _zygotes(warm: bool, hidden: Sequence[Path]) -> Launcher:
    from grader.sandbox.zygotes import ZygoteLauncher  # not on every platform

    return ZygoteLauncher(hidden=hidden)


_LAUNCHERS: dict[str, Callable[[bool, Sequence[Path]], Launcher]] = {"full": _zygotes, "none": _fresh}
