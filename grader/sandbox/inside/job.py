"""What the host asks for, as the worker holds it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from .frame import Frame, WireError
from .tree import Unpacker

_T = TypeVar("_T")


def _refusing(parse: Callable[[Frame], _T]) -> Callable[[Frame], _T]:
    """``parse``, for which whatever is not as it should be is a :class:`WireError`."""

    @wraps(parse)
    def parsed(frame: Frame) -> _T:
        try:
            return parse(frame)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise WireError(f"a malformed {frame.kind.name}: {type(error).__name__}") from None

    return parsed


class Watched(NamedTuple):
    """One ``grader.model.call.Watch``."""

    callables: tuple[str, ...]
    autodiff: bool
    finite_differences: bool
    calls: tuple[str, ...]
    required: bool


class Job(NamedTuple):
    """A student's file and how to run it."""

    filename: str
    source: bytes
    framework: str
    limits: dict[str, Any]
    stub: frozenset[str]
    watches: tuple[Watched, ...]
    quotients: frozenset[int]
    """Lines that hold a difference quotient: they break a rule when they are executed where numeric derivatives may not be."""


class Call(NamedTuple):
    """One statement of a program. ``arguments`` is None where the attribute is read and nothing called."""

    target: str
    arguments: tuple[Any, ...] | None
    keywords: tuple[tuple[str, Any], ...]
    binds: tuple[str, ...]
    unpack: bool


class Program(NamedTuple):
    """Calls that many runs share, and the names that come back."""

    calls: tuple[Call, ...]
    send: frozenset[str]


class Run(NamedTuple):
    """One execution of a program."""

    number: int
    program: int
    trace: bool
    watched: bool
    inputs: dict[str, Any]


@_refusing
def parse_job(frame: Frame) -> Job:
    """The job of a JOB frame; the source is its blob."""
    header = frame.header
    watches = tuple(
        Watched(tuple(w["callables"]), w["autodiff"], w["finite_differences"], tuple(w["calls"]), w["required"])
        for w in header["watches"]
    )
    limits, stub = dict(header["limits"]), frozenset(header["stub"])
    return Job(
        header["filename"], frame.blob, header["framework"], limits, stub, watches, frozenset(header["quotients"])
    )


@_refusing
def parse_program(frame: Frame) -> tuple[int, Program]:
    """The number and the program of a PROGRAM frame."""
    number, calls, send = frame.header
    unpacker = Unpacker(frame.blob)
    parsed = []
    for target, arguments, keywords, binds, unpack in calls:
        values = None if arguments is None else tuple(unpacker.value(node) for node in arguments)
        named = tuple((key, unpacker.value(node)) for key, node in keywords)
        parsed.append(Call(target, values, named, tuple(binds), unpack))
    unpacker.finish()
    return number, Program(tuple(parsed), frozenset(send))


@_refusing
def parse_run(frame: Frame) -> Run:
    """The run of a RUN frame."""
    number, program, trace, watched, inputs = frame.header
    unpacker = Unpacker(frame.blob)
    values = {name: unpacker.value(node) for name, node in inputs.items()}
    unpacker.finish()
    return Run(number, program, trace, watched, values)
