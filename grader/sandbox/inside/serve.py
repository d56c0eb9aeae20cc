"""The worker's story: get ready, receive the job, be confined, import the student's file, execute runs one by one."""

import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import output
from .channel import Channel, Closed
from .drawing import draw_into_memory
from .execute import Session
from .files import keep_writes_in_memory
from .fonts import forget_fonts
from .frame import Frame, Kind, WireError
from .guard import hide_grader
from .job import Job, parse_job
from .tensors import load_torch
from .text import clean

MAX_INPUT = 1 << 31
"""Bytes of arrays that the host may send with one run."""

Confine = Callable[[Mapping[str, Any]], Sequence[str]]
"""Called once with the job's limits (``memory`` and ``cpu_seconds`` among them), after the framework is imported and before
the first byte of student code. Returns the names of the layers that are now active."""


def serve(
    connection: socket.socket, *, output_fd: int | None = None, confine: Confine | None = None, flags: int = 0
) -> None:
    """Serve one job over ``connection``, with ``flags`` at every use of it, until the host closes it.

    ``output_fd``: the write end of a pipe that becomes standard output and standard error; None leaves them as they are.
    The process is expected to be thrown away afterwards: the student's code has run in it.
    """
    channel = Channel(connection, MAX_INPUT, flags)
    try:
        # All that can be done before the job is there is done while nobody waits for it.
        output.redirect(output_fd)
        forget_fonts()
        keep_writes_in_memory()
        hide_grader()
        draw_into_memory()
        job = parse_job(_expect(channel.receive(), Kind.JOB))
        if job.framework == "torch":
            load_torch()
        layers = list(confine(job.limits)) if confine else []
        channel.send(Kind.READY, {"layers": layers})
        _serve_runs(channel, job)
    except Closed:
        pass
    except BaseException as error:
        # Before the import this is the grader's fault; afterwards, most likely something that the student's code took away.
        channel.send(Kind.FAULT, {"message": _where(error)})
    finally:
        output.flush()


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace is not None else ""
    return clean(f"{type(error).__name__}: {error}{place}", 2000)


def _expect(frame: Frame, kind: Kind) -> Frame:
    if frame.kind is not kind:
        raise WireError(f"{frame.kind.name} instead of {kind.name}")
    return frame


def _serve_runs(channel: Channel, job: Job) -> None:
    session = Session(job, channel)
    session.import_file()
    while True:
        frame = channel.receive()
        if frame.kind is Kind.PROGRAM:
            session.add_program(frame)
        else:
            session.execute(_expect(frame, Kind.RUN))
