"""Frames that got past one end of the wire or the other: found by ``benchmarks/fuzz_wire.py``, or by reading while it was written."""

import numpy as np
import pytest

from grader.errors import GraderFault
from grader.model.call import Job, Limits
from grader.sandbox.inside import frame as wire
from grader.sandbox.inside import tree
from grader.sandbox.inside.build import build
from grader.sandbox.inside.job import parse_job, parse_program, parse_run
from grader.sandbox.printed import Printed
from grader.sandbox.worker import Worker


class Played:
    """A worker's end of a connection that has said what it had to say, and its process."""

    pid, output = 1, -1

    def __init__(self, data: bytes):
        self._data = data
        self.socket = self

    def recv(self, size: int) -> bytes:
        data, self._data = self._data, b""
        return data

    def sendall(self, data: bytes) -> None: ...
    def settimeout(self, seconds: float) -> None: ...
    def gettimeout(self) -> None: ...
    def start(self) -> None: ...
    def finish(self) -> None: ...
    def kill(self) -> None: ...
    def close(self) -> None: ...
    def wait(self, timeout: float) -> int:
        return 0


@pytest.mark.parametrize(
    "header", [b"null", b"[]", b"{}", b'{"layers":3}', b'{"layers":null}', b'"layers"'], ids=lambda text: text.decode()
)
def test_a_strange_greeting_is_a_fault(header, monkeypatch):
    monkeypatch.setattr(Printed, "drain", lambda self, fd, keep: Played(b""))
    data = wire.HEAD.pack(b"BG", 1, wire.Kind.READY, len(header), 0) + header
    worker = Worker(Played(data), Job("work.py", b"", "numpy", Limits()), Printed(100), first=True)
    with pytest.raises(GraderFault, match="did not start"):
        worker.start("numpy")


def test_a_greeting_that_is_no_frame_is_a_fault(monkeypatch):
    monkeypatch.setattr(Printed, "drain", lambda self, fd, keep: Played(b""))
    worker = Worker(Played(b"B?" + bytes(30)), Job("work.py", b"", "numpy", Limits()), Printed(100), first=True)
    with pytest.raises(GraderFault, match="not a frame"):
        worker.start("numpy")


RUNS = [b"[]", b"3", b"null", b"[0,0,true,true,[]]", b'[0,0,true,true,{"x":{}}]', b'[0,0,true,true,{"x":["a"]}]', b'{"x":1}']
PROGRAMS = [b"[]", b"null", b"[0,[[]],[]]", b'[0,[["f",3,[],[],false]],[]]', b'[0,[["f",null,[1],[],false]],[]]']
JOBS = [b"[]", b"null", b"{}", b'{"watches":[3],"limits":{},"stub":[],"filename":"f","framework":"numpy","quotients":[]}']
QUESTIONS = [(parse_run, text) for text in RUNS] + [(parse_program, text) for text in PROGRAMS] + [(parse_job, text) for text in JOBS]


@pytest.mark.parametrize(("parse", "header"), QUESTIONS, ids=lambda part: getattr(part, "__name__", part))
def test_a_worker_refuses_what_it_was_not_asked_properly(parse, header):
    with pytest.raises(wire.WireError):
        parse(wire.Frame(wire.Kind.RUN, wire.decode_header(header), b""))


@pytest.mark.parametrize(
    "value",
    [
        tree.ArrayIn(np.ones(2), "sideways"),
        tree.TensorIn(np.ones(2, "u2"), "sideways", False),
        tree.TensorIn(np.ones(2, "i4"), "contiguous", True),
        tree.NetworkIn(("exponential",)),
        tree.NetworkIn((3,)),
        tree.NetworkIn(3),
        tree.NetworkIn((tree.DenseIn(np.ones(2), None),)),
        tree.NetworkIn((tree.DenseIn(np.ones((2, 2), "u1"), None),)),
    ],
    ids=str,
)
def test_inputs_that_cannot_be_made_are_refused(value):
    with pytest.raises(wire.WireError):
        build(value)
