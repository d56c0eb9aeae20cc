"""What a worker may say of a call, and what the host makes of it."""

import pytest

from grader.model.call import Ending, Frame
from grader.sandbox import codec
from grader.sandbox.inside import frame as wire
from grader.sandbox.inside import tree

GOOD = {"run": 3, "index": 1, "ending": "returned", "seconds": (0.5).hex()}


def parse(header, blob: bytes = b"", allowed=frozenset({"y"})):
    return codec.parse_outcome(wire.Frame(wire.Kind.OUTCOME, header, blob), "case", 3, 1, (), allowed)


def test_a_plain_outcome():
    outcome = parse({**GOOD, "values": ["d", "y", ["f", "0x1p-1"]]})
    assert outcome.ending is Ending.RETURNED
    assert outcome.values == {"y": 0.5}
    assert outcome.seconds == 0.5
    assert (outcome.run, outcome.index) == ("case", 1)


def test_a_failure_with_everything():
    header = {**GOOD, "ending": "raised", "kind": "ValueError", "message": "no\x1b", "frames": [[3, "f", "return x"]]}
    outcome = parse(
        {**header, "mutated": ["x"], "float32": True, "executed": ["f"], "trace": [[2, "f", ["d", "a", 1]]]}
    )
    assert outcome.frames == (Frame(3, "f", "return x"),)
    assert outcome.message == "no\ufffd"
    assert outcome.mutated == ("x",)
    assert outcome.float32
    assert outcome.trace[0].changed == {"a": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"run": 4},
        {"index": 0},
        {"index": None},
        {"ending": "splendid"},
        {"ending": None},
        {"seconds": 1},
        {"seconds": "fast"},
        {"seconds": "inf"},
        {"seconds": "nan"},
        {"seconds": "-0x1p+0"},
        {"seconds": "0x0." + "0" * 4000 + "p+0"},
        {"verdict": "passed"},
        {"values": ["d", "z", 1]},
        {"values": ["l"]},
        {"values": None},
        {"mutated": 3},
        {"mutated": [1]},
        {"frames": [[1, 2]]},
        {"frames": [[-1, "f", "x"]]},
        {"frames": [["1", "f", "x"]]},
        {"trace": [[1, "f", ["l"]]]},
        {"message": 5},
        {"message": "x" * 20_000},
    ],
    ids=str,
)
def test_anything_out_of_the_ordinary_is_refused(change):
    with pytest.raises(wire.WireError):
        parse({**GOOD, "ending": "raised", **change})


@pytest.mark.parametrize("header", [None, [], 1, "x", {}])
def test_what_is_not_an_outcome_is_refused(header):
    with pytest.raises(wire.WireError):
        parse(header)


def test_bytes_that_nothing_points_into_are_refused():
    with pytest.raises(wire.WireError, match="left over"):
        parse(GOOD, b"more")


def test_a_violation():
    run, index, violation = codec.parse_violation([3, 1, "autodiff", "f", "torch.autograd.grad", 7])
    assert (run, index, violation.rule, violation.line) == (3, 1, "autodiff", 7)


@pytest.mark.parametrize(
    "header",
    [
        None,
        [],
        [1, 2, "theft", "f", "x", 1],
        ["1", 2, "call", "f", "x", 1],
        [1, 2, "call", "f", "x", "1"],
        [1, 2, "call", 3, "x", 1],
        [1, 2, "call", "f", "x", -1],
        [1, 2, "call", "f", "x", 10**4000],
    ],
    ids=str,
)
def test_what_is_not_a_violation_is_refused(header):
    with pytest.raises(wire.WireError):
        codec.parse_violation(header)


def test_every_kind_of_value_is_converted():
    packer = tree.Packer()
    node = packer.node([tree.Opaque("set", "no order"), tree.Described("class", {"names": ["C"], "static_methods": []}), (None, True)])
    opaque, described, pair = codec.to_value(tree.Unpacker(packer.blob).value(node))
    assert (opaque.type_name, described.kind, described.facts, pair) == ("set", "class", {"names": ["C"], "static_methods": []}, (None, True))
