"""Coverage-guided fuzzing of the wire, both ends of it, with atheris (``pip install atheris``; no part of the suite).

    python benchmarks/fuzz_wire.py CORPUS [--seconds N] [libFuzzer's options]

A case is a byte that says which end reads it and in what pieces, then frames. The host's end is its own ``Worker`` over a
connection that plays them back, up to the outcomes; the worker's end is its channel, its parsers and the building of
inputs. Findings are anything but the errors that each end declares, values that break what the model promises,
arrays larger than the bytes that brought them, memory beyond ``MAX_GROWTH`` and cases that take longer than a second.
CORPUS is filled with frames of an ordinary session first. libFuzzer prints executions (``#``), edges covered (``cov``)
and features (``ft``), and writes a finding's bytes to ``crash-*``; ``python benchmarks/fuzz_wire.py - crash-*`` repeats them.
"""

import hashlib
import json
import math
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import atheris
import numpy as np

with atheris.instrument_imports(include=["grader.sandbox", "grader.model"]):
    from grader.errors import GraderFault
    from grader.model.call import Call, Job, Limits, Name, Outcome, Run, Watch
    from grader.model.value import ArrayInput, ArrayValue, Dense, Described, NetworkInput, TensorInput
    from grader.sandbox import codec
    from grader.sandbox import worker as host
    from grader.sandbox.inside import frame as wire
    from grader.sandbox.inside import tree
    from grader.sandbox.inside.build import build
    from grader.sandbox.inside.channel import Channel, Closed
    from grader.sandbox.inside.job import parse_job, parse_program, parse_run
    from grader.sandbox.worker import Lost, RunEnded, Worker

from grader.sandbox.inside.tensors import load_torch

MAX_GROWTH = 256 << 20
MAX_SECONDS = 1.0
HOST, WORKER = 0, 1
LIMITS = Limits(call_seconds=1.0, import_seconds=1.0, result_bytes=1 << 16)
JOB = Job("solution.py", b"def f(x):\n    return x\n", "numpy", LIMITS, (Watch(("f",), autodiff=True),), ("f",))
CALL = Call("f", (Name("x"),), binds=("y",))
RUN = Run("r", {"x": ArrayInput(np.ones(3))}, (CALL, CALL, CALL), frozenset({"y"}), trace=True)


class Connection:
    """A socket that plays back what it was given, in pieces, and then is at its end."""

    def __init__(self, data: bytes, piece: int) -> None:
        self._data, self._piece, self._at = data, piece, 0

    def recv(self, size: int, flags: int = 0) -> bytes:
        found = self._data[self._at : self._at + min(size, self._piece)]
        self._at += len(found)
        return found

    def sendall(self, data: bytes, flags: int = 0) -> None:
        pass

    def settimeout(self, seconds: float) -> None:
        pass


class Child:
    """A worker process that has ended by itself."""

    pid = 1
    output = -1

    def __init__(self, connection: Connection) -> None:
        self.socket: Any = connection

    def kill(self) -> None:
        pass

    def wait(self, timeout: float) -> int:
        return 0

    def close(self) -> None:
        pass


class Silence:
    """What a worker prints: nothing."""

    text = ""

    def drain(self, fd: int, *, keep: bool) -> "Silence":
        return self

    def settle(self) -> None:
        pass

    def finish(self) -> None:
        pass


def one_case(data: bytes) -> None:
    """Let one end read it, and look at what came of that."""
    if not data:
        return
    connection = Connection(data[1:], 1 << 18 if data[0] & 2 else 7)
    size, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.thread_time()
    (as_worker if data[0] & 1 else as_host)(connection, len(data))
    if time.thread_time() - started > MAX_SECONDS:
        raise AssertionError("slow")
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size > MAX_GROWTH >> 10:
        raise AssertionError("large")


def as_host(connection: Connection, size: int) -> None:
    """The grader reads what a worker sends."""
    printed: Any = Silence()
    worker = Worker(Child(connection), JOB, printed, first=True)
    try:
        outcomes = [worker.start("numpy")]
        if worker.alive:
            outcomes += worker.outcomes(RUN, 0, LIMITS.call_seconds)
    except RunEnded as ended:
        outcomes += ended.outcomes
    except (GraderFault, Lost):
        return
    for outcome in outcomes:
        check_outcome(outcome, size)


def check_outcome(outcome: Outcome, size: int) -> None:
    """What the rest of the grader takes for granted of an outcome."""
    assert math.isfinite(outcome.seconds)
    assert outcome.seconds >= 0
    assert outcome.values.keys() <= {"y"}
    lines = [violation.line for violation in outcome.violations] + [frame.line for frame in outcome.frames]
    assert all(line is None or 0 <= line < 1 << 31 for line in lines)
    repr(outcome).encode("utf-8")
    held = sum(held_by(value) for value in outcome.values.values())
    held += sum(held_by(value) for step in outcome.trace for value in step.changed.values())
    assert held <= size


def held_by(value: Any) -> int:
    """Bytes of arrays in a value; an error for what is no value."""
    match value:
        case ArrayValue(data=data):
            assert data.dtype.kind != "b" or not data.size or data.view("u1").max() <= 1
            return int(data.nbytes)
        case Described(facts=facts):
            return sum(held_by(item) for item in facts.values())
        case dict():
            assert all(type(key) is str for key in value)
            return sum(held_by(item) for item in value.values())
        case list() | tuple():
            return sum(held_by(item) for item in value)
        case _:
            json.dumps(value, default=repr)
            return 0


def as_worker(connection: Connection, size: int) -> None:
    """A worker reads what the grader sends."""
    channel = Channel(connection, LIMITS.result_bytes)  # type: ignore[arg-type]
    try:
        while True:
            frame = channel.receive()
            if frame.kind is wire.Kind.JOB:
                parse_job(frame)
            elif frame.kind is wire.Kind.PROGRAM:
                parse_program(frame)
            elif frame.kind is wire.Kind.RUN:
                built = [build(value) for value in parse_run(frame).inputs.values()]
                assert sum(value.nbytes for value in built if isinstance(value, np.ndarray)) <= 2 * size
    except (wire.WireError, Closed):
        pass


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change the JSON or the blob of one of the frames and pack it again; half the time, leave it to libFuzzer."""
    draw = random.Random(seed)
    frames = list(split(data[1:]))
    if draw.random() < 0.3 or not frames:
        return bytes(atheris.Mutate(data, max_size))
    at = draw.randrange(len(frames))
    kind, header, blob = frames[at]
    choice = draw.randrange(10)
    if choice == 0:
        frames.insert(draw.randrange(len(frames) + 1), frames[draw.randrange(len(frames))])
    elif choice == 1:
        del frames[at]
    elif choice == 2:
        frames[at] = draw.choice([1, 2, 3, 16, 17, 18, 19, 20]), header, blob
    elif choice == 3:
        frames[at] = kind, header, bytes(atheris.Mutate(blob, len(blob) + 64))
    else:
        try:
            tree_of = json.loads(header)
            for _ in range(draw.randint(1, 3)):
                tree_of = change(tree_of, draw)
            header = json.dumps(tree_of, separators=(",", ":")).encode()
        except (ValueError, RecursionError):
            header = bytes(atheris.Mutate(header, len(header) + 64))
        frames[at] = kind, header, blob
    mixed = data[0] if draw.random() < 0.95 else draw.randrange(4)
    return (bytes([mixed]) + b"".join(join(*frame) for frame in frames))[:max_size]


INTERESTING: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 3, 8, 2**31, 2**62, 2**64, 10**398, 10**400, -(10**4000), "", "x", "y", "inf", "nan", "0x1p-1",
    "1e400", "0x1p+1023", "\ud800", "\x1b[0m", "x" * 20_000, [], {}, ["l"], ["d"], ["d", "y", 1], ["f", "nan"], ["c", "0", "inf"],
    ["a", ["<f8", [1], 0, 8], "ndarray", "float64", False], ["o", "set", ""], ["k", "figure", ["d"]], ["r", "x"],
    ["n", ["<f8", [0], 0, 0], "expanded"], "<f2", "|b1", "<c16", "returned", "raised", "timeout", "autodiff", "tampering",
)  # fmt: skip


def change(node: Any, draw: random.Random) -> Any:
    """The tree with one place changed."""
    places = node if isinstance(node, list) else list(node) if isinstance(node, dict) else []
    if not places or draw.random() < 0.15:
        return draw.choice([draw.choice(INTERESTING), [node], {"y": node}, ["l", node], ["d", "y", node]])
    if isinstance(node, dict):
        key = draw.choice(places)
        if draw.random() < 0.15:
            return {**node, draw.choice([*places, "values", "trace", "frames", "mutated"]): draw.choice(INTERESTING)}
        return {**node, key: change(node[key], draw)}
    at = draw.randrange(len(node))
    choice = draw.random()
    if choice < 0.1:
        return node[:at] + node[at + 1 :]
    if choice < 0.2:
        return node[:at] + [node[draw.randrange(len(node))]] * draw.choice([1, 1, 2, 40]) + node[at:]
    return [*node[:at], change(node[at], draw), *node[at + 1 :]]


def split(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The frames in ``data``, as far as there are any."""
    at = 0
    while len(data) - at >= wire.HEAD.size:
        _, _, kind, header, blob = wire.HEAD.unpack_from(data, at)
        at += wire.HEAD.size
        yield kind, data[at : at + header], data[at + header : at + header + blob]
        at += header + blob


def join(kind: int, header: bytes, blob: bytes) -> bytes:
    """One frame with the right lengths."""
    return wire.HEAD.pack(wire.MAGIC, wire.VERSION, kind, len(header), len(blob)) + header + blob


def seeds() -> Iterator[bytes]:
    """Frames of ordinary sessions, for either end."""
    packer = tree.Packer()
    numbers = tree.Numbers(np.arange(6.0).reshape(2, 3), "ndarray", "float64")
    many = {"y": [numbers, (1, 2.5, 1j, "text"), tree.Opaque("set", "no order"), tree.Described("figure", {"axes": [1]}), None]}
    plain = {"run": 0, "index": 0, "ending": "returned", "seconds": (0.5).hex()}
    full = {**plain, "values": packer.node(many), "mutated": ["x"], "float32": True, "executed": ["f"]}
    full["trace"] = [[2, "f", packer.node({"a": tree.Numbers(np.ones(2, bool), "tensor", "bool", True)})]]
    raised = {**plain, "index": 1, "ending": "raised", "kind": "ValueError", "message": "no", "frames": [[3, "f", "x"]]}
    ready = wire.pack(wire.Kind.READY, {"layers": ["seccomp"]})
    imported = wire.pack(wire.Kind.IMPORTED, {**plain, "run": -1, "index": -1})
    seen = wire.pack(wire.Kind.VIOLATION, [0, 0, "autodiff", "f", "torch.autograd.grad", 7])
    outcome, failed = wire.pack(wire.Kind.OUTCOME, full, packer.blob), wire.pack(wire.Kind.OUTCOME, raised)
    fault = wire.pack(wire.Kind.FAULT, {"message": "no"})
    for way in (HOST, HOST | 2):
        yield bytes([way]) + ready + imported + seen + outcome + failed
        yield bytes([way]) + ready + imported + outcome + fault
        yield bytes([way]) + ready + wire.pack(wire.Kind.IMPORTED, {**raised, "run": -1, "index": -1}) + outcome
    layers = NetworkInput((Dense(np.ones((2, 3)), np.ones(2)), "relu", (Dense(np.ones((1, 2)), None),)))
    data = np.arange(6.0).reshape(2, 3)
    inputs: dict[str, Any] = {"x": ArrayInput(data), "t": TensorInput(data), "n": layers, "l": [1, 2.5, (None, {"k": "v"})]}
    whole = codec.pack_job(JOB, "numpy", 10) + codec.pack_program(0, RUN)
    for way in (WORKER, WORKER | 2):
        yield bytes([way]) + whole + codec.pack_run(0, 0, Run("r", inputs, (CALL,)))


def main(arguments: list[str]) -> None:
    """Fill the corpus and fuzz, or repeat the cases in files."""
    corpus, *rest = arguments
    load_torch()
    if corpus == "-":
        for name in rest:
            one_case(Path(name).read_bytes())
        return
    # Half of a case's time otherwise.
    host.pack_job = lambda *job: b""
    folder = Path(corpus)
    folder.mkdir(parents=True, exist_ok=True)
    for case in seeds():
        (folder / hashlib.sha1(case).hexdigest()).write_bytes(case)
    options = [f"-max_total_time={rest[rest.index('--seconds') + 1]}"] if "--seconds" in rest else []
    options += [option for option in rest if option.startswith("-") and option != "--seconds"]
    atheris.Setup([sys.argv[0], str(folder), "-max_len=65536", "-timeout=5", *options], one_case, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
