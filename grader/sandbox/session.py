"""A student's file opened in a worker: runs in, outcomes out, whatever becomes of the worker meanwhile."""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Self

from grader.errors import GraderFault
from grader.model.call import VERBS, Call, Ending, Job, Observation, Outcome, Run
from grader.sandbox.codec import pack_program, pack_run
from grader.sandbox.framework import framework_for
from grader.sandbox.launch import Child
from grader.sandbox.printed import Printed
from grader.sandbox.worker import Lost, RunEnded, Worker

WINDOW_BYTES = 64 << 10
WINDOW_RUNS = 32
"""How much may be on its way to the worker at once. More than fits into the connection only when nothing else is under way:
the worker is then sure to be reading."""

MAX_TIMEOUTS = 2
MAX_DEATHS = 3
"""How often the same callable may time out, or end the process, until it is not tried again."""

_DEADLY = frozenset({Ending.TIMEOUT, Ending.CRASHED, Ending.EXITED, Ending.MEMORY})


class Session:
    """One submission's file, imported. Not to be shared between threads; close it, best as a context manager."""

    def __init__(self, launch: Callable[[str], Child], job: Job) -> None:
        """Start a worker and import the file: :attr:`imported` says how that went."""
        self._launch, self._job = launch, job
        self._framework = framework_for(job)
        self._printed = Printed(job.limits.output_bytes)
        self._numbers = count()
        self._worn: Counter[tuple[str, Ending]] = Counter()
        self._keep_alive: list[tuple[Call, ...]] = []
        self._worker: Worker | None = None
        self.isolation: tuple[str, ...] = ()
        """The names of the confinement layers that are active."""
        self.imported = self._start(first=True)
        """How the import of the file ended. What it defined before it raised can be called all the same."""
        self._importable = self._worker is not None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End the worker."""
        self.close()

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    @property
    def printed(self) -> str:
        """What the file has printed so far."""
        if self._worker is not None:
            self._worker.settle()
        return self._printed.text

    @property
    def printed_truncated(self) -> bool:
        """Whether it printed more than is kept."""
        return self._printed.truncated

    def observe(self, runs: Sequence[Run]) -> Observation:
        """Everything in one: the import, ``runs`` and what was printed."""
        outcomes = self.run(runs)
        return Observation(self.imported, outcomes, self.printed, self.printed_truncated, self.isolation)

    def run(self, runs: Sequence[Run]) -> dict[str, tuple[Outcome, ...]]:
        """One outcome per call of each run, by the run's id. Can be called again, with other runs, in the same worker."""
        found: dict[str, tuple[Outcome, ...]] = {}
        pending = deque(runs)
        losses = 0
        while pending:
            if self._worker is None and not (self._importable and self._restarted()):
                found |= {run.id: _not_run(run, (), "the file could not be imported") for run in pending}
                break
            try:
                self._drive(pending, found)
            except Lost as lost:
                self._worker = None
                losses += 1
                if losses > 2:
                    raise GraderFault("workers keep dying of something that is not the student's doing") from lost
        return found

    def _restarted(self) -> bool:
        self._start(first=False)
        return self._worker is not None

    def _start(self, *, first: bool) -> Outcome:
        worker = Worker(self._launch(self._framework), self._job, self._printed, first=first)
        try:
            imported = worker.start(self._framework)
        except BaseException:
            worker.close()
            raise
        self.isolation = worker.layers
        worker.settle(imported=not first)
        if worker.alive:
            self._worker = worker
        else:
            worker.close()
        return imported

    def _drive(self, pending: deque[Run], found: dict[str, tuple[Outcome, ...]]) -> None:
        """Execute ``pending`` in the present worker until nothing is left or the worker is gone."""
        sent: deque[tuple[Run, Run, int, int]] = deque()
        under_way = 0
        while (pending or sent) and self._worker is not None:
            batch = bytearray()
            while pending and (not sent or (under_way < WINDOW_BYTES and len(sent) < WINDOW_RUNS)):
                run = pending.popleft()
                if (cut := self._cut(run)) is None:
                    found[run.id] = _not_run(run, (), _worn_out(run.calls[0]))
                    continue
                number = next(self._numbers)
                data = self._pack(cut, number, self._worker)
                if sent and under_way + len(data) > WINDOW_BYTES:
                    pending.appendleft(run)
                    break
                batch += data
                under_way += len(data)
                sent.append((run, cut, number, len(data)))
            if batch:
                self._worker.send(bytes(batch))
            if sent:
                run, cut, number, size = sent[0]
                found[run.id] = self._collect(run, cut, number)
                sent.popleft()
                under_way -= size
        pending.extendleft(run for run, *_ in reversed(sent))

    def _pack(self, run: Run, number: int, worker: Worker) -> bytes:
        """The frames of one run, with its program before it when the worker does not know that yet."""
        key = (id(run.calls), run.send)
        program = worker.programs.get(key)
        if program is not None:
            return pack_run(number, program, run)
        # The identity of a tuple means something only while the tuple lives.
        self._keep_alive.append(run.calls)
        program = worker.programs[key] = len(worker.programs)
        return pack_program(program, run) + pack_run(number, program, run)

    def _collect(self, run: Run, cut: Run, number: int) -> tuple[Outcome, ...]:
        if self._worker is None:
            raise RuntimeError("no worker")
        try:
            outcomes = self._worker.outcomes(cut, number, self._job.limits.call_seconds)
        except RunEnded as ended:
            outcomes = ended.outcomes
            self._worker = None
        if (
            outcomes
            and outcomes[-1].ending in _DEADLY
            and (self._worker is None or outcomes[-1].ending is Ending.TIMEOUT)
        ):
            self._worn[_key(run, len(outcomes) - 1), outcomes[-1].ending] += 1
        reason = "an earlier call did not return"
        if len(outcomes) < len(run.calls) and all(outcome.ending is Ending.RETURNED for outcome in outcomes):
            reason = _worn_out(run.calls[len(outcomes)])
        return _not_run(run, tuple(outcomes), reason)

    def _cut(self, run: Run) -> Run | None:
        """The run up to the first callable that is not tried again; None when that is the very first."""
        if not self._worn:
            return run
        for index in range(len(run.calls)):
            key = _key(run, index)
            deaths = sum(self._worn[key, ending] for ending in _DEADLY)
            if self._worn[key, Ending.TIMEOUT] >= MAX_TIMEOUTS or deaths >= MAX_DEATHS:
                return replace(run, calls=run.calls[:index]) if index else None
        return run


def _key(run: Run, index: int) -> str:
    """What wears out: the callable; for a verb, together with what the program began with."""
    target = run.calls[index].target
    return f"{target} after {run.calls[0].target}" if target in VERBS else target


def _worn_out(call: Call) -> str:
    return f"not tried again: {call.target} had not come back several times before"


def _not_run(run: Run, outcomes: tuple[Outcome, ...], reason: str) -> tuple[Outcome, ...]:
    """``outcomes``, with those of the remaining calls after them."""
    rest = range(len(outcomes), len(run.calls))
    return outcomes + tuple(Outcome(run.id, index, Ending.NOT_RUN, message=reason) for index in rest)
