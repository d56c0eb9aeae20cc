"""A crew on other machines: the same work through Dask's scheduler. Course and submissions travel with the tasks.

A Dask worker hands each task to a process of its own making, just as the pool on one machine does: a submission that
ends processes is found out there, and costs no Dask worker. A Dask worker that dies (a machine that is taken away)
costs its tasks another try elsewhere, which is Dask's doing.
"""

import atexit
import queue
import shutil
import threading
from contextlib import suppress
from typing import Any, Self

from grader.batch.bundle import Bundle, check_signature, pack, unpack
from grader.batch.hand import Place
from grader.batch.task import Failed, Outcome, Setup, Task
from grader.errors import GraderFault, UsageError
from grader.sandbox.isolation import require

AHEAD = 2
"""Tasks that wait at the scheduler for each thread of a worker."""

PATIENCE = 30
"""Seconds to wait for a scheduler, and for the first worker."""


class Cluster:
    """A crew behind a scheduler. See :class:`grader.batch.task.Crew`."""

    def __init__(self, setup: Setup, scheduler: str | Any) -> None:
        """``scheduler`` is an address, or a cluster object of Dask's. UsageError when nobody answers there."""
        try:
            from distributed import Client, as_completed
        except ImportError as error:
            raise UsageError("--scheduler needs Dask: python3 -m pip install 'backprop-grader[dask]'") from error
        self._bundle = pack(setup)
        try:
            self._client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"No Dask scheduler with workers answers at {scheduler}: {error}") from error
        self._completed = as_completed([], loop=self._client.loop)
        self._tasks: dict[str, Task] = {}

    @property
    def room(self) -> int:
        """How many more tasks may be given now: workers may come and go."""
        threads: int = sum(self._client.nthreads().values())
        return max(threads, 1) * (1 + AHEAD) - len(self._tasks)

    @property
    def busy(self) -> bool:
        """Whether an outcome is still due."""
        return bool(self._tasks)

    def submit(self, task: Task) -> None:
        """Give a task."""
        future = self._client.submit(work, self._bundle, task, pure=False)
        self._tasks[future.key] = task
        self._completed.add(future)

    def next(self) -> Outcome:
        """Wait for an outcome. GraderFault when a worker cannot do any work at all."""
        future = next(self._completed)
        task = self._tasks.pop(future.key)
        error = future.exception() if future.status != "finished" else None
        if error is None:
            outcome: Outcome = future.result()
            return outcome
        if isinstance(error, GraderFault):
            raise error
        # Dask gave up after several dead workers. That need not be this task's doing, so that it is tried again next time.
        return Failed(task, f"the cluster could not do it: {error}")

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Let go of all tasks, and of the scheduler."""
        with suppress(Exception):
            self._client.cancel(list(self._completed.futures), force=True)
        self._client.close()


class _Site:
    """What a Dask worker keeps for one bundle: its files unpacked, and a place for each of the worker's threads."""

    def __init__(self, bundle: Bundle) -> None:
        self.setup = unpack(bundle)
        self._idle: queue.SimpleQueue[Place] = queue.SimpleQueue()
        self._places: list[Place] = []

    def do(self, task: Task) -> Outcome:
        try:
            place = self._idle.get_nowait()
        except queue.Empty:
            place = Place(self.setup)
            self._places.append(place)
        try:
            return place.do(task)
        finally:
            self._idle.put(place)

    def close(self) -> None:
        for place in self._places:
            place.close()
        shutil.rmtree(self.setup.course.root, ignore_errors=True)


_SITES: dict[str, _Site] = {}
_LOCK = threading.Lock()


def work(bundle: Bundle, task: Task) -> Outcome:
    """What a Dask worker runs: one task."""
    with _LOCK:
        site = _SITES.get(bundle.digest)
        if site is None:
            where = _address()
            check_signature(bundle, where)
            _close_sites()
            site = _SITES[bundle.digest] = _Site(bundle)
            require("batch", site.setup.isolation)
    return site.do(task)


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


@atexit.register
def _close_sites() -> None:
    """Free what earlier bundles, and at the end the last one, have left."""
    while _SITES:
        _SITES.popitem()[1].close()
