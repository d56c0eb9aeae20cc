"""One living worker process, as the host talks to it."""

import signal
import time
from collections.abc import Sequence

from grader.errors import GraderFault
from grader.model.call import Ending, Job, Outcome, Run, Violation
from grader.sandbox.clock import Clock, lives_on
from grader.sandbox.codec import MAX_VIOLATIONS, pack_job, parse_outcome, parse_violation
from grader.sandbox.inside.frame import FRAME_OVERHEAD, MAX_REPLY, Frame, Kind, Reader, WireError
from grader.sandbox.inside.text import clean
from grader.sandbox.launch import Child
from grader.sandbox.printed import Printed

START_SECONDS = 120.0
"""How long a worker may take until it is ready for the student's file: importing a framework on a slow disk."""

BROKEN = 111
"""``inside.fresh.BROKEN``."""

_POLL = 0.05
_CHUNK = 1 << 18


class Ended(Exception):
    """The worker is gone, and how. The outcome of the call that was under way says so."""

    def __init__(self, ending: Ending, message: str, *, tampering: bool = False) -> None:
        """``tampering``: it ended by breaking the protocol."""
        super().__init__(message)
        self.ending, self.message, self.tampering = ending, message, tampering
        self.violations: tuple[Violation, ...] = ()


class Lost(Exception):
    """The worker is gone, and not by the student's doing: what it was to do should be done again."""


class Worker:
    """A child that has been given the job. It is used by one thread and thrown away when anything goes wrong."""

    def __init__(self, child: Child, job: Job, printed: Printed, *, first: bool) -> None:
        """``first`` is false for the worker that takes over from one that died: what its import prints is not kept."""
        self._child, self._job, self._printed = child, job, printed
        self._drain = printed.drain(child.output, keep=first)
        self._reader = Reader(job.limits.result_bytes + FRAME_OVERHEAD, MAX_REPLY)
        self._connection = child.socket
        self.programs: dict[tuple[int, frozenset[str]], int] = {}
        """Numbers of the programs that it knows, by the identity of the run's calls and what is to be sent."""
        self.layers: tuple[str, ...] = ()
        self._deaf = False
        self.alive = True
        """Whether the import left a process that can be asked for more."""

    def start(self, framework: str) -> Outcome:
        """Send the job and wait until the student's file is imported: the import's outcome."""
        limits = self._job.limits
        cpu_seconds = int(limits.import_seconds + 300 * limits.call_seconds)
        try:
            self.send(pack_job(self._job, framework, cpu_seconds))
            # Starting a thread takes its time: that passes while the worker is at work already.
            self._drain.start()
            frame = self._receive(Clock(START_SECONDS, self._child.pid), START_SECONDS)
        except Ended as ended:
            # Nothing of the student's has run yet: what ended it was the machine.
            raise Lost(f"{ended}\n{self._printed.text}".strip()) from None
        except WireError as error:
            raise self._not_started(error) from None
        try:
            self._ready(frame)
        except (Ended, WireError) as error:
            raise self._not_started(error) from None
        try:
            return self.outcome("", -1, -1, limits.import_seconds, frozenset())
        except Ended as ended:
            self.alive = False
            return Outcome("", -1, ended.ending, message=ended.message, violations=ended.violations)

    def _not_started(self, why: Exception) -> GraderFault:
        return GraderFault(f"the worker did not start: {why}\n{self._printed.text}".strip())

    def _ready(self, frame: Frame) -> None:
        if frame.kind is Kind.FAULT:
            raise Ended(Ending.CRASHED, _fault(frame))
        if frame.kind is not Kind.READY:
            raise Ended(Ending.CRASHED, f"{frame.kind.name} instead of READY")
        layers = frame.header.get("layers") if type(frame.header) is dict else None
        if type(layers) is not list:
            raise WireError("not a list of layers")
        self.layers = tuple(clean(str(layer), 40) for layer in layers[:40])

    def send(self, data: bytes) -> None:
        """Send frames that are packed already. Whether that went well shows when the answer is waited for."""
        self._wait_up_to(START_SECONDS)
        try:
            self._connection.sendall(data)
        except OSError:
            # It has ended, or it has stopped listening; in either case there may be answers that it sent before.
            if not self._ended_by_itself():
                self._deaf = True
                self._child.kill()

    def _wait_up_to(self, seconds: float) -> None:
        # Said anew each time, it would be a call of the system for every outcome.
        if self._connection.gettimeout() != seconds:
            self._connection.settimeout(seconds)

    def _ended_by_itself(self) -> bool:
        try:
            return self._child.wait(0 if lives_on(self._child.pid) else 0.5) is not None
        except ConnectionError:
            return True

    def outcomes(self, run: Run, number: int, limit: float) -> list[Outcome]:
        """The outcomes of a run that was sent: up to the first call that did not return."""
        found: list[Outcome] = []
        for index, call in enumerate(run.calls):
            try:
                found.append(self.outcome(run.id, number, index, limit, run.send.intersection(call.binds)))
            except Ended as ended:
                found.append(Outcome(run.id, index, ended.ending, message=ended.message, violations=ended.violations))
                raise RunEnded(found) from None
            if found[-1].ending is not Ending.RETURNED:
                break
        return found

    def outcome(self, run: str, number: int, index: int, limit: float, allowed: frozenset[str]) -> Outcome:
        """Wait for one outcome; whatever else arrives meanwhile has to be a violation seen in the same call."""
        violations: list[Violation] = []
        # One clock for all that arrives: reports of broken rules do not buy time.
        clock = Clock(limit, self._child.pid)
        try:
            while True:
                frame = self._receive(clock, limit)
                if frame.kind is Kind.VIOLATION:
                    *place, violation = parse_violation(frame.header)
                    self._in_order(place, number, index)
                    if len(violations) >= MAX_VIOLATIONS:
                        raise WireError("a flood of reports")
                    violations.append(violation)
                elif frame.kind is (Kind.IMPORTED if index < 0 else Kind.OUTCOME):
                    return parse_outcome(frame, run, number, index, tuple(violations), allowed)
                elif frame.kind is Kind.FAULT:
                    self.close()
                    raise Ended(Ending.CRASHED, f"the program broke the process that it ran in ({_fault(frame)})")
                else:
                    raise WireError(f"{frame.kind.name} was not asked for")
        except WireError as error:
            self.close()
            ended = Ended(Ending.CRASHED, f"the program interfered with the grader's connection ({error})")
            ended.violations = (*violations, Violation("tampering", "", "the grader's connection", None))
            raise ended from None
        except Ended as ended:
            ended.violations = tuple(violations)
            raise

    @staticmethod
    def _in_order(place: Sequence[int], number: int, index: int) -> None:
        if tuple(place) != (number, index):
            raise WireError("a message about another call")

    def _receive(self, clock: Clock, limit: float) -> Frame:
        """The next frame, if it comes before the time is up."""
        if (frame := self._reader.next()) is not None:
            return frame
        self._wait_up_to(_POLL)
        while True:
            try:
                data = self._connection.recv(_CHUNK)
            except TimeoutError:
                data = None
            except OSError:
                data = b""
            if data == b"":
                raise self._gone()
            if data:
                self._reader.feed(data)
                if (frame := self._reader.next()) is not None:
                    return frame
            if time.monotonic() - clock.start >= _POLL and clock.expired():
                self.close()
                raise Ended(Ending.TIMEOUT, f"stopped after {limit:g} seconds")

    def _gone(self) -> Ended:
        try:
            # One that has only hung up is waited for in vain.
            status = self._child.wait(0 if lives_on(self._child.pid) else 2.0)
        except ConnectionError as error:
            self.close()
            raise Lost from error
        self.close()
        return explain_exit(None if self._deaf else status, self._printed.text[-2000:])

    def settle(self, *, imported: bool = False) -> None:
        """Wait until what has been printed has been read; with ``imported``, keep what is printed from here on."""
        if imported:
            self._drain.start_keeping()
        else:
            self._drain.settle()

    def close(self) -> None:
        """End the process and its output."""
        self._child.kill()
        self._drain.finish()
        self._child.close()


def _fault(frame: Frame) -> str:
    header = frame.header if isinstance(frame.header, dict) else {}
    return clean(str(header.get("message", "")), 500)


class RunEnded(Exception):
    """The worker died during a run: the outcomes of its calls so far, the fatal one last."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        """``outcomes`` holds at least one."""
        super().__init__()
        self.outcomes = outcomes


def explain_exit(status: int | None, printed: str) -> Ended:
    """How a process ended that nobody here ended, from its exit status."""
    if status is None:
        return Ended(Ending.CRASHED, "the program closed the grader's connection")
    if status == BROKEN:
        return Ended(Ending.CRASHED, "the program broke the process that it ran in")
    if 0 <= status < 0xC0000000:
        return Ended(Ending.EXITED, f"the program ended itself with status {status}")
    if "bad_alloc" in printed or "MemoryError" in printed:
        return Ended(Ending.MEMORY, "the program ran out of memory")
    if status > 0:
        return Ended(Ending.CRASHED, f"the program crashed (status {status:#x})")
    try:
        name = signal.Signals(-status).name
    except ValueError:
        return Ended(Ending.CRASHED, f"the program crashed (signal {-status})")
    if name == "SIGKILL":
        return Ended(Ending.MEMORY, "the system ended the program, most likely for want of memory")
    if name == "SIGXCPU":
        return Ended(Ending.TIMEOUT, "the program used up its processor time")
    return Ended(Ending.CRASHED, f"the program crashed: {(signal.strsignal(-status) or name).lower()}")
