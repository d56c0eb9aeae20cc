"""A crew on this machine: some processes, each with a thread here that feeds it."""

import queue
import threading
from typing import Self

from grader.batch.hand import Place
from grader.batch.task import Outcome, Setup, Task

AHEAD = 2
"""Tasks that wait for each process, so that none of them ever does."""

_TICK = 1.0
"""Seconds. On Windows a wait without an end cannot be interrupted from the keyboard."""


class Pool:
    """A crew of processes. See :class:`grader.batch.task.Crew`."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        """``jobs`` processes; each is started with its first task."""
        self._inbox: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._outbox: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        self._places = [Place(setup) for _ in range(jobs)]
        self._due = 0
        self._threads = [threading.Thread(target=self._serve, args=(place,), daemon=True) for place in self._places]
        for thread in self._threads:
            thread.start()

    @property
    def room(self) -> int:
        """How many more tasks may be given now."""
        return len(self._places) * (1 + AHEAD) - self._due

    @property
    def busy(self) -> bool:
        """Whether an outcome is still due."""
        return self._due > 0

    def submit(self, task: Task) -> None:
        """Give a task."""
        self._due += 1
        self._inbox.put(task)

    def next(self) -> Outcome:
        """Wait for an outcome. Raises what keeps processes from being started."""
        while True:
            try:
                found = self._outbox.get(timeout=_TICK)
                break
            except queue.Empty:
                continue
        self._due -= 1
        if isinstance(found, BaseException):
            raise found
        return found

    def _serve(self, place: Place) -> None:
        while (task := self._inbox.get()) is not None:
            try:
                self._outbox.put(place.do(task))
            except BaseException as error:  # the one who waits has to learn of it, or would wait for ever
                self._outbox.put(error)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End all processes."""
        for _ in self._places:
            self._inbox.put(None)
        for place in self._places:
            place.dismiss()
        for place in self._places:
            place.close()
        for thread in self._threads:
            thread.join(5.0)
