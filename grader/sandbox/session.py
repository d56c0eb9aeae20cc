"""A student's file opened in a worker: runs in, outcomes out, whatever becomes of the worker meanwhile."""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple, Self

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

MAX_LOSSES = 2
"""How often a worker may be lost for reasons that are not the student's, in one go."""

ProgramKey = tuple[int, frozenset[str]]

_DEADLY = frozenset({Ending.TIMEOUT, Ending.CRASHED, Ending.EXITED, Ending.MEMORY})


class _Sent(NamedTuple):
    """A run on its way to the worker, as far as it is to be run, under its number; and its size in bytes."""

    run: Run
    cut: Run
    number: int
    size: int


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
            sent: deque[_Sent] = deque()
            try:
                self._drive(pending, sent, found)
            except Lost as lost:
                self._worker = None
                losses += 1
                if losses > MAX_LOSSES:
                    raise _not_the_student(lost) from lost
            pending.extendleft(waiting.run for waiting in reversed(sent))
        return {run.id: found[run.id] for run in runs}

    def _restarted(self) -> bool:
        self._start(first=False)
        return self._worker is not None

    def _start(self, *, first: bool) -> Outcome:
        for attempt in range(MAX_LOSSES + 1):
            try:
                return self._start_once(first=first)
            except Lost as lost:
                if attempt == MAX_LOSSES:
                    raise _not_the_student(lost) from lost
                if first:
                    # The next one prints all of it again.
                    self._printed.forget()
        raise AssertionError("unreachable")

    def _start_once(self, *, first: bool) -> Outcome:
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

    def _drive(self, pending: deque[Run], sent: "deque[_Sent]", found: dict[str, tuple[Outcome, ...]]) -> None:
        """Execute ``pending`` in the present worker until nothing is left or the worker is gone.

        ``sent`` holds what is on its way, and in the end what the worker did not get to.
        """
        while (pending or sent) and self._worker is not None:
            # The first goes alone: the worker is at it while the rest is packed.
            for most in (WINDOW_RUNS,) if sent else (1, WINDOW_RUNS):
                if batch := self._fill(pending, sent, found, self._worker, most):
                    self._worker.send(batch)
            if sent:
                first = sent[0]
                found[first.run.id] = self._collect(first.run, first.cut, first.number)
                sent.popleft()

    def _fill(
        self,
        pending: deque[Run],
        sent: "deque[_Sent]",
        found: dict[str, tuple[Outcome, ...]],
        worker: Worker,
        most: int,
    ) -> bytes:
        """As many frames as may be on their way: those of ``pending`` that fit, ``most`` runs, are moved to ``sent``."""
        batch = bytearray()
        under_way = sum(waiting.size for waiting in sent)
        while pending and (not sent or len(sent) < most):
            run = pending[0]
            if (cut := self._cut(run)) is None:
                found[run.id] = _not_run(run, (), _worn_out(run.calls[0]))
                pending.popleft()
                continue
            number = next(self._numbers)
            data, key = self._pack(cut, number, worker)
            if sent and under_way + len(data) > WINDOW_BYTES:
                break
            worker.programs.setdefault(key, len(worker.programs))
            batch += data
            under_way += len(data)
            sent.append(_Sent(pending.popleft(), cut, number, len(data)))
        return bytes(batch)

    def _pack(self, run: Run, number: int, worker: Worker) -> "tuple[bytes, ProgramKey]":
        """The frames of one run, with its program before it when the worker does not know that yet."""
        key = (id(run.calls), run.send)
        program = worker.programs.get(key)
        if program is not None:
            return pack_run(number, program, run), key
        # The identity of a tuple means something only while the tuple lives.
        self._keep_alive.append(run.calls)
        program = len(worker.programs)
        return pack_program(program, run) + pack_run(number, program, run), key

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
        reason = "an earlier call failed"
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


def _not_the_student(lost: Lost) -> GraderFault:
    why = f": {lost}" if str(lost) else ""
    return GraderFault(f"workers keep dying of something that is not the student's doing{why}")


def _key(run: Run, index: int) -> str:
    """What wears out: the callable; for a verb, together with what the program began with."""
    target = run.calls[index].target
    return f"{target} after {run.calls[0].target}" if target in VERBS else target


def _worn_out(call: Call) -> str:
    what = "it" if call.target in VERBS else call.target
    return f"not tried again: {what} had not come back several times before"


def _not_run(run: Run, outcomes: tuple[Outcome, ...], reason: str) -> tuple[Outcome, ...]:
    """``outcomes``, with those of the remaining calls after them."""
    rest = range(len(outcomes), len(run.calls))
    return outcomes + tuple(Outcome(run.id, index, Ending.NOT_RUN, message=reason) for index in rest)
