"""From an exception to what the host is told of it: how the call ended, and the student's own lines on the way."""

from errno import EAGAIN
from types import CodeType, FrameType, TracebackType
from typing import Any, NamedTuple

from .text import clean

MAX_MESSAGE = 2000
_HEAD, _TAIL = 4, 12
_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "std::bad_alloc", "Cannot allocate memory")


class Failure(NamedTuple):
    """The part of an outcome that a failed call fills in. ``ending`` is a value of ``grader.model.call.Ending``."""

    ending: str
    kind: str = ""
    message: str = ""
    frames: tuple[tuple[int, str, str], ...] = ()


class Refused(Exception):
    """A verb of the worker's own cannot be carried out on what the student's code returned."""


def explain(error: BaseException, filename: str, lines: list[str]) -> Failure:
    """What to report of ``error``. Only frames of the student's file are shown, the outermost first."""
    trace = error.__traceback__
    frames = _frames(trace, filename, lines)
    kind, message = type(error).__name__, clean(_message(error), MAX_MESSAGE)
    if isinstance(error, SystemExit):
        return Failure("exited", kind, f"the program ended itself: sys.exit({message})", frames)
    if isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and any(s in message for s in _OUT_OF_MEMORY)
    ):
        return Failure("memory", kind, message, frames)
    if isinstance(error, NotImplementedError) and _raised_in(trace, filename):
        return Failure("unimplemented", kind, message, frames)
    if isinstance(error, EOFError) and message.startswith("EOF when reading"):
        return Failure("raised", kind, "asked for input: nothing can be typed in while it is graded", frames)
    if (isinstance(error, BlockingIOError) and error.errno == EAGAIN) or message == "can't start new thread":
        return Failure("raised", kind, f"{message}. No threads or processes can be started while it is graded", frames)
    return Failure("raised", kind, message, frames)


def _message(error: BaseException) -> str:
    # A student's exception may have a __str__ of its own, which may do anything; the clock of the call still runs.
    try:
        return str(error)
    except BaseException:
        return ""


def _frames(trace: TracebackType | None, filename: str, lines: list[str]) -> tuple[tuple[int, str, str], ...]:
    found: list[tuple[int, str, str]] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == filename:
            number = trace.tb_lineno or 0
            text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
            found.append((number, clean(code.co_qualname, 200), clean(text, 500)))
        trace = trace.tb_next
    return tuple(found if len(found) <= _HEAD + _TAIL else found[:_HEAD] + found[-_TAIL:])


def _raised_in(trace: TracebackType | None, filename: str) -> bool:
    """Whether the innermost frame is the student's own."""
    innermost: FrameType | None = None
    while trace is not None:
        innermost, trace = trace.tb_frame, trace.tb_next
    return innermost is not None and innermost.f_code.co_filename == filename


def codes_of(code: CodeType) -> list[CodeType]:
    """``code`` and all code objects nested in it."""
    found: list[Any] = [code]
    for outer in found:
        found += [constant for constant in outer.co_consts if isinstance(constant, CodeType)]
    return found
