"""A small job done in the zygote itself, from frame to frame, often enough for the interpreter to specialise the worker's code.

What runs a few times only runs several times slower, and a child lives for a few dozen calls.
"""

import linecache
import sys
from typing import Any

import numpy as np

from ..channel import Channel
from ..execute import Session
from ..frame import Frame, Kind, Reader, pack
from ..job import parse_job
from ..tree import ArrayIn, Packer, Ref, TensorIn

ROUNDS = 12
"""CPython specialises a function's code after a handful of calls."""

FILENAME = "rehearsed_motions.py"

_LIMITS = {"result_bytes": 1 << 20}

_NUMPY = """
import numpy as np

def helper(a, b):
    return a * b

def forward(x, eps=1e-5):
    mean, variance = x.mean(axis=0), np.sum(x, axis=0)
    return helper(x - mean, 2.0) / np.sqrt(variance**2 + eps), (mean, {"v": variance})

def backward(dout, cache):
    mean, rest = cache
    return dout * mean, dout.sum(0), float(rest["v"].max())
"""

_TORCH = """
import torch

class Clamp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * (x > 0)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x > 0).to(upstream.dtype)

def forward(x):
    x = x.clone().requires_grad_(True)
    Clamp.apply(x).sum().backward()
    return x.grad, x

def backward(dout, cache):
    return dout, dout.sum(0), float(cache.sum())
"""


class _Nowhere(Channel):
    """The channel of a job of nobody's: what is sent is packed, and that is all."""

    def __init__(self) -> None:
        pass

    def send(self, kind: Kind, header: Any, blob: bytes = b"") -> None:
        pack(kind, header, blob)

    def send_raw(self, data: bytes) -> None:
        pass


def numpy_motions(rounds: int = ROUNDS) -> None:
    """A job of arrays."""
    _go_through(rounds, _NUMPY, "numpy", ArrayIn(np.random.default_rng(0).normal(size=(6, 4)), "contiguous"))


def torch_motions(rounds: int = ROUNDS) -> None:
    """A job of tensors, with a watch over torch's dispatcher and engine."""
    _go_through(rounds, _TORCH, "torch", TensorIn(np.random.default_rng(0).normal(size=(6, 4)), "contiguous", False))


def _go_through(rounds: int, source: str, framework: str, x: ArrayIn | TensorIn) -> None:
    calls = ["ready_made_relu"] if framework == "torch" else []
    watch = {"autodiff": True, "finite_differences": True, "calls": calls, "required": False}
    watches = [{"callables": ["forward", "backward", "Clamp"], **watch}]
    job = {"filename": FILENAME, "framework": framework, "limits": _LIMITS, "stub": [], "quotients": []}
    session = Session(parse_job(_frame(Kind.JOB, {**job, "watches": watches}, source.encode())), _Nowhere())
    session.import_file()
    session.add_program(_program())
    for number in range(rounds):
        # The last one unwatched, which ends the quiet that a watch keeps between calls.
        session.execute(_run(number, x, watched=number < rounds - 1))
    sys.modules.pop(FILENAME.removesuffix(".py"), None)
    linecache.cache.pop(FILENAME, None)


def _program() -> Frame:
    packer = Packer()
    forward = ["forward", [packer.node(Ref("x"))], [], ["out", "cache"], True]
    backward = ["backward", [packer.node(Ref("out")), packer.node(Ref("cache"))], [], ["dx", "db", "top"], True]
    return _frame(Kind.PROGRAM, [0, [forward, backward], ["db", "dx", "out", "top"]], packer.blob)


def _run(number: int, x: ArrayIn | TensorIn, *, watched: bool) -> Frame:
    packer = Packer()
    inputs = {"x": packer.node(x)}
    return _frame(Kind.RUN, [number, 0, False, watched, inputs], packer.blob)


def _frame(kind: Kind, header: Any, blob: bytes) -> Frame:
    reader = Reader(1 << 20)
    reader.feed(pack(kind, header, blob))
    frame = reader.next()
    if frame is None:
        raise RuntimeError("half a frame")
    return frame
