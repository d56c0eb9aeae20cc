"""Between the model's data and the wire's: jobs and runs going out, outcomes coming back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from grader.model.call import Call, Ending, Frame, Job, Name, Outcome, Run, TraceStep, Violation
from grader.model.value import (
    ArrayInput,
    ArrayValue,
    Dense,
    Holder,
    Input,
    Layer,
    NetworkInput,
    Opaque,
    TensorInput,
    Value,
)
from grader.sandbox.described import checked
from grader.sandbox.inside import frame as wire
from grader.sandbox.inside import tree
from grader.sandbox.inside.text import MAX_TEXT, clean
from grader.sandbox.quotients import quotient_lines

MAX_VIOLATIONS = 50
MAX_FLOAT = 40
"""Characters of a float in hexadecimal."""

_LONGEST = 1e9
_RULES = frozenset({"autodiff", "finite_differences", "call", "tampering"})
_ENDINGS = {ending.value: ending for ending in Ending}
_FIELDS = frozenset(
    [
        "run",
        "index",
        "ending",
        "seconds",
        "values",
        "kind",
        "message",
        "frames",
        "mutated",
        "float32",
        "executed",
        "trace",
    ],
)


def pack_job(job: Job, framework: str, cpu_seconds: int) -> bytes:
    """The JOB frame."""
    header = {
        "filename": job.filename,
        "framework": framework,
        "limits": {**asdict(job.limits), "call_seconds": None, "import_seconds": None, "cpu_seconds": cpu_seconds},
        "stub": list(job.stub),
        "watches": [asdict(watch) for watch in job.watches],
        "quotients": _quotients(job),
    }
    return wire.pack(wire.Kind.JOB, header, job.source)


def _quotients(job: Job) -> list[int]:
    """The lines that may not be executed where finite differences are forbidden."""
    forbidden = any(watch.finite_differences and not watch.required for watch in job.watches)
    return sorted(quotient_lines(job.source)) if forbidden else []


def pack_program(number: int, run: Run) -> bytes:
    """The PROGRAM frame of a run's calls, which runs with the same calls share."""
    packer = tree.Packer()
    calls = [_call(packer, call) for call in run.calls]
    return wire.pack(wire.Kind.PROGRAM, [number, calls, sorted(run.send)], packer.blob)


def _call(packer: tree.Packer, call: Call) -> list[Any]:
    arguments = None if call.arguments is None else [packer.node(_argument(value)) for value in call.arguments]
    keywords = [[key, packer.node(_argument(value))] for key, value in call.keywords]
    return [call.target, arguments, keywords, list(call.binds), call.unpack]


def _argument(value: Any) -> Any:
    return tree.Ref(value.name) if isinstance(value, Name) else value


def pack_run(number: int, program: int, run: Run) -> bytes:
    """The RUN frame."""
    packer = tree.Packer()
    inputs = {name: packer.node(_input(value)) for name, value in run.inputs.items()}
    return wire.pack(wire.Kind.RUN, [number, program, run.trace, run.watched, inputs], packer.blob)


def _input(value: Input) -> Any:
    match value:
        case ArrayInput(data=data, layout=layout):
            return tree.ArrayIn(data, layout.value)
        case TensorInput(data=data, layout=layout, requires_grad=requires_grad):
            return tree.TensorIn(data, layout.value, requires_grad)
        case NetworkInput(layers=layers):
            return tree.NetworkIn(tuple(_layer(layer) for layer in layers))
        case list():
            return [_input(item) for item in value]
        case tuple():
            return tuple(_input(item) for item in value)
        case dict():
            return {key: _input(item) for key, item in value.items()}
        case np.generic():
            return value.item()
        case _:
            return value


def _layer(layer: Layer) -> Any:
    if isinstance(layer, Dense):
        return tree.DenseIn(layer.weight, layer.bias)
    return layer if isinstance(layer, str) else tuple(_layer(inner) for inner in layer)


def to_value(found: Any) -> Value:
    """A tree of the wire's as a value of the model."""
    convert = _TO_VALUE.get(type(found))
    value: Value = found if convert is None else convert(found)
    return value


_TO_VALUE: dict[type, Callable[[Any], Value]] = {
    tree.Numbers: lambda v: ArrayValue(v.data, Holder(v.holder), v.dtype, v.requires_grad),
    tree.Opaque: lambda v: Opaque(v.type_name, v.summary),
    tree.Described: lambda v: checked(v.kind, {key: to_value(item) for key, item in v.facts.items()}),
    list: lambda v: [to_value(item) for item in v],
    tuple: lambda v: tuple(to_value(item) for item in v),
    dict: lambda v: {key: to_value(item) for key, item in v.items()},
}


_USUAL = frozenset({"run", "index", "ending", "seconds", "values"})
"""What the outcome of a call that simply returned says."""


def parse_outcome(
    message: wire.Frame, run: str, number: int, index: int, violations: tuple[Violation, ...], allowed: frozenset[str]
) -> Outcome:
    """The outcome of an OUTCOME or IMPORTED frame, which has to be that of call ``index`` of run ``number``.

    ``allowed``: the names of the values that may come back with it.
    """
    header = message.header
    if type(header) is not dict or not header.keys() <= _FIELDS or _ending(header) is None:
        raise wire.WireError("not an outcome")
    if header.get("run") != number or header.get("index") != index:
        raise wire.WireError("the outcome of another call")
    unpacker = tree.Unpacker(message.blob)
    try:
        values = unpacker.value(header["values"]) if "values" in header else {}
        if type(values) is not dict or not values.keys() <= allowed:
            raise wire.WireError("values that were not asked for")
        outcome = Outcome(
            run=run,
            index=index,
            ending=_ENDINGS[header["ending"]],
            values={name: to_value(value) for name, value in values.items()} if values else values,
            violations=violations,
            seconds=_seconds(header["seconds"]),
            **{} if header.keys() <= _USUAL else _details(header, unpacker),
        )
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise wire.WireError(f"a malformed outcome: {type(error).__name__}") from None
    unpacker.finish()
    return outcome


def _ending(header: Mapping[str, Any]) -> Ending | None:
    name = header.get("ending")
    return _ENDINGS.get(name) if type(name) is str else None


def _details(header: Mapping[str, Any], unpacker: tree.Unpacker) -> dict[str, Any]:
    return {
        "kind": _text(header.get("kind", "")),
        "message": _text(header.get("message", "")),
        "frames": tuple(_frame(*frame) for frame in header.get("frames", ())),
        "mutated": tuple(_text(name) for name in header.get("mutated", ())),
        "float32": header.get("float32", False) is True,
        "executed": tuple(_text(name) for name in header.get("executed", ())),
        "trace": tuple(_step(unpacker, *step) for step in header.get("trace", ())),
    }


def parse_violation(header: Any) -> tuple[int, int, Violation]:
    """The run's number, the call's index and what was seen."""
    if type(header) is not list or len(header) != 6:
        raise wire.WireError("not a violation")
    run, index, rule, name, what, line = header
    if type(run) is not int or type(index) is not int or type(rule) is not str or rule not in _RULES:
        raise wire.WireError("not a violation")
    return run, index, Violation(rule, _text(name), _text(what), None if line is None else _line(line))


def _frame(line: Any, function: Any, text: Any) -> Frame:
    return Frame(_line(line), _text(function), _text(text))


def _step(unpacker: tree.Unpacker, line: Any, function: Any, changed: Any) -> TraceStep:
    values = unpacker.value(changed)
    if type(values) is not dict:
        raise wire.WireError("not a step of a trace")
    return TraceStep(_line(line), _text(function), {name: to_value(value) for name, value in values.items()})


def _seconds(text: Any) -> float:
    """A claim like all the rest, but one that is shown, and written where there is no infinity."""
    found = float.fromhex(text) if type(text) is str and len(text) <= MAX_FLOAT else -1.0
    if not 0.0 <= found < _LONGEST:
        raise wire.WireError("not a time")
    return found


def _line(number: Any) -> int:
    if type(number) is not int or not 0 <= number < 1 << 31:
        raise wire.WireError("not a line's number")
    return number


def _text(found: Any) -> str:
    if type(found) is not str or len(found) > MAX_TEXT + 1:
        raise wire.WireError("not text, or too long")
    return clean(found)
