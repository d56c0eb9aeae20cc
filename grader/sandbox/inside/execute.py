"""A job in the making: the student's module, the programs, and each run's calls one by one."""

from collections.abc import Callable
from difflib import get_close_matches
from time import process_time
from types import FunctionType, ModuleType
from typing import Any

from . import output
from .build import build
from .channel import Channel
from .describe import describe
from .encode import Encoder
from .engine import vjp
from .failure import Failure, Refused, explain
from .frame import MAX_REPLY, Frame, Kind, WireError, pack
from .job import Call, Job, Program, parse_program, parse_run
from .mutation import Snapshots
from .seed import seed_everything
from .source import SourceProblem, compile_text, decode, make_module
from .trace import Tracer
from .tree import Packer, Ref
from .walk import holds_float32
from .watch import Watcher

_TOO_MUCH = ["o", "object", "more than can be sent back"]
VERBS: dict[str, Callable[..., Any]] = {"vjp": vjp, "describe": describe}
"""What the worker itself provides, by the name a program calls it."""


class _Stop(Exception):
    """A call that cannot be made."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure


class Session:
    """Executes what the host asks for and reports each outcome as soon as it exists."""

    def __init__(self, job: Job, channel: Channel) -> None:
        """Nothing of the student's has run yet."""
        self._job = job
        self._channel = channel
        self._programs: dict[int, Program] = {}
        self._module = ModuleType("submission")
        self._imported = Failure("returned")
        self._lines: list[str] = []
        self._watcher = Watcher(job, self._violation)
        self._here = (-1, -1)
        self._kept: list[Any] = []

    def import_file(self) -> None:
        """Import the student's file and report it. What was defined before an exception can be called all the same."""
        started = process_time()
        failure = self._imported = self._import()
        output.flush()
        self._outcome(Kind.IMPORTED, failure, seconds=process_time() - started)

    def _import(self) -> Failure:
        filename = self._job.filename
        try:
            text = decode(self._job.source)
            code = compile_text(text, filename)
        except SourceProblem as problem:
            frames = ((problem.line, "<module>", problem.text.strip()),) if problem.line else ()
            return Failure("raised", problem.kind, problem.message, frames)
        self._lines = text.split("\n")
        self._module = make_module(text, filename)
        seed_everything()
        try:
            with self._watcher.importing(code):
                exec(code, self._module.__dict__)
        except BaseException as error:
            return explain(error, filename, self._lines)
        finally:
            self._watcher.learn(self._module, code)
        return Failure("returned")

    def add_program(self, frame: Frame) -> None:
        """Keep a program that later runs refer to by number."""
        number, program = parse_program(frame)
        self._programs[number] = program

    def execute(self, frame: Frame) -> None:
        """Execute one run: its calls in order, until one does not return."""
        run = parse_run(frame)
        self._kept.clear()
        program = self._programs[run.program]
        space = {name: build(value) for name, value in run.inputs.items()}
        snapshots = Snapshots(space, program.send)
        self._watcher.new_run(run.watched)
        for index, call in enumerate(program.calls):
            self._here = (run.number, index)
            if not self._execute_call(call, program, space, snapshots, run.trace):
                break

    def _execute_call(
        self, call: Call, program: Program, space: dict[str, Any], snapshots: Snapshots, trace: bool
    ) -> bool:
        snapshots.before()
        tracer = Tracer(self._module.__dict__, self._module.__name__) if trace else None
        result, failure, seconds = self._call(call, space, tracer)
        facts: dict[str, Any] = {}
        values: dict[str, Any] = {}
        if failure.ending == "returned":
            failure = self._bind(call, result, space)
        if failure.ending == "returned":
            encoder = Encoder(self._job.limits["result_bytes"])
            values = {name: encoder.encode(space[name]) for name in call.binds if name in program.send}
            if holds_float32(result):
                facts["float32"] = True
        if mutated := snapshots.changed():
            facts["mutated"] = mutated
        if executed := self._watcher.executed():
            facts["executed"] = executed
        output.flush()
        self._outcome(Kind.OUTCOME, failure, values=values, seconds=seconds, trace=tracer, **facts)
        return failure.ending == "returned"

    def _call(self, call: Call, space: dict[str, Any], tracer: Tracer | None) -> tuple[Any, Failure, float]:
        started = process_time()
        result: Any = None
        try:
            arguments = [_argument(value, space) for value in call.arguments or ()]
            keywords = {key: _argument(value, space) for key, value in call.keywords}
            started = process_time()
            result = self._observed(call, arguments, keywords, tracer)
        except _Stop as stop:
            return None, stop.failure, 0.0
        except Refused as refused:
            return None, Failure("raised", message=str(refused)), process_time() - started
        except BaseException as error:
            return None, explain(error, self._job.filename, self._lines), process_time() - started
        return result, Failure("returned"), process_time() - started

    def _observed(
        self, call: Call, arguments: list[Any], keywords: dict[str, Any], tracer: Tracer | None
    ) -> Any:
        result, returned = None, False
        self._watcher.begin(call.target, [*arguments, *keywords.values()])
        try:
            # Watched too: a metaclass or a descriptor may run as soon as an attribute is asked for.
            function = self._resolve(call.target)
            if call.arguments is None:
                return function
            if type(function) is FunctionType and function.__defaults__:
                self._watcher.given(function.__defaults__)
            if tracer is not None:
                tracer.begin()
            result = function(*arguments, **keywords)
            # As long as the run lasts nothing of it goes, so that no destructor runs between two calls.
            self._kept.append(result)
            returned = True
        finally:
            if tracer is not None:
                tracer.end()
            self._watcher.end(returned, result)
        return result

    def _stopped(self, name: str) -> str:
        """Why ``name`` was never reached, when the import ended before it."""
        failure = self._imported
        if failure.ending == "returned" or not failure.frames or f" {name}" not in "\n".join(self._lines):
            return ""
        line = failure.frames[0][0]
        return f"the file stopped on line {line} ({failure.kind}: {failure.message}), before {name} was defined"

    def _resolve(self, target: str) -> Any:
        if target in VERBS:
            return VERBS[target]
        names = target.split(".")
        space = self._module.__dict__
        if names[0] not in space:
            raise _Stop(
                Failure("missing", message=self._stopped(names[0]) or _missing(names[0], space, self._module.__name__))
            )
        found = space[names[0]]
        for name in names[1:]:
            try:
                found = getattr(found, name)
            except AttributeError:
                raise _Stop(Failure("missing", message=f"{names[0]} has no {name}")) from None
        return found

    def _bind(self, call: Call, result: Any, space: dict[str, Any]) -> Failure:
        if not call.unpack:
            if call.binds:
                space[call.binds[0]] = result
            return Failure("returned")
        kind = type(result)
        parts = list(_iterate(kind, result)) if issubclass(kind, (tuple, list)) else None
        if parts is None or len(parts) != len(call.binds):
            got = f"a {kind.__name__}" if parts is None else f"a {kind.__name__} of {len(parts)}"
            got = "None" if result is None else got
            wanted = ", ".join(call.binds)
            return Failure("wrong_count", message=f"returned {got} where {len(call.binds)} values ({wanted}) are due")
        space.update(zip(call.binds, parts, strict=True))
        return Failure("returned")

    def _violation(self, rule: str, name: str, what: str, line: int | None) -> None:
        self._channel.send(Kind.VIOLATION, [*self._here, rule, name, what, line])

    def _outcome(
        self,
        kind: Kind,
        failure: Failure,
        *,
        seconds: float,
        values: Any = None,
        trace: Tracer | None = None,
        **facts: Any,
    ) -> None:
        packer = Packer()
        run, index = self._here
        header = {"run": run, "index": index, "ending": failure.ending, "seconds": seconds.hex(), **facts}
        if values:
            header["values"] = packer.node(values)
        if failure.ending != "returned":
            header |= {"kind": failure.kind, "message": failure.message, "frames": failure.frames}
        if trace is not None:
            header["trace"] = [[line, function, packer.node(changed)] for line, function, changed in trace.steps]
        try:
            data = pack(kind, header, packer.blob, MAX_REPLY)
        except WireError:
            header |= {"values": ["d", *(part for name in values or () for part in (name, _TOO_MUCH))], "trace": []}
            data = pack(kind, header, b"", MAX_REPLY)
        self._channel.send_raw(data)


def _iterate(kind: type, result: Any) -> Any:
    return tuple.__iter__(result) if issubclass(kind, tuple) else list.__iter__(result)


def _argument(value: Any, space: dict[str, Any]) -> Any:
    return space[value.name] if type(value) is Ref else build(value)


def _missing(name: str, space: dict[str, Any], module: str) -> str:
    """What the file has in place of ``name``: names of its own that look alike."""
    own = [key for key, value in space.items() if getattr(value, "__module__", module) == module and key[:1] != "_"]
    close = get_close_matches(name, own, 3, 0.6)
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    return f"there is no {name} in the file{hint}"
