"""The wire: what goes in comes out, and nothing else ever gets in."""

import json
import struct
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.sandbox.inside import frame as wire
from grader.sandbox.inside import tree
from grader.sandbox.inside.text import clean

PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=20)
DTYPES = st.sampled_from(sorted(tree.DTYPES)).map(np.dtype)
ARRAYS = DTYPES.flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
NUMBERS = st.builds(
    tree.Numbers, ARRAYS, st.sampled_from(["ndarray", "tensor", "numpy_scalar"]), PRINTABLE, st.booleans()
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.complex_numbers()
    | PRINTABLE
    | NUMBERS
    | st.builds(tree.Opaque, PRINTABLE, PRINTABLE)
    | st.builds(tree.ArrayIn, ARRAYS, PRINTABLE)
    | st.builds(tree.TensorIn, ARRAYS, PRINTABLE, st.booleans())
    | st.builds(tree.Ref, PRINTABLE)
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(PRINTABLE, inner, max_size=4)
        | st.builds(tree.Described, PRINTABLE, st.dictionaries(PRINTABLE, inner, max_size=3))
    ),
    max_leaves=12,
)


def same(a, b) -> bool:
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float | complex):
        return repr(a) == repr(b)
    return a == b


def through(value, max_blob: int = 1 << 20):
    packer = tree.Packer()
    node = packer.node(value)
    reader = wire.Reader(max_blob)
    reader.feed(wire.pack(wire.Kind.RUN, node, packer.blob))
    frame = reader.next()
    unpacker = tree.Unpacker(frame.blob)
    found = unpacker.value(frame.header)
    unpacker.finish()
    return found


@given(TREES)
@settings(max_examples=150, deadline=None)
def test_a_tree_comes_out_as_it_went_in(value):
    assert same(through(value), value)


def test_bool_bytes_are_normalised():
    reader = wire.Reader(100)
    reader.feed(wire.pack(wire.Kind.RUN, ["a", ["|b1", [3], 0, 3], "ndarray", "bool", False], b"\x00\x07\xff"))
    frame = reader.next()
    data = tree.Unpacker(frame.blob).value(frame.header).data
    assert data.tobytes() == b"\x00\x01\x01"


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_random_bytes_raise_nothing_but_wire_errors(data):
    reader = wire.Reader(1000)
    reader.feed(data)
    try:
        while reader.next() is not None:
            pass
    except wire.WireError:
        pass


@given(TREES, st.data())
@settings(max_examples=150, deadline=None)
def test_changed_and_cut_frames_raise_nothing_but_wire_errors(value, data):
    packer = tree.Packer()
    packed = bytearray(wire.pack(wire.Kind.RUN, packer.node(value), packer.blob))
    for _ in range(data.draw(st.integers(0, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    reader = wire.Reader(1 << 16)
    reader.feed(bytes(packed[: data.draw(st.integers(0, len(packed)))]))
    try:
        frame = reader.next()
        if frame is not None:
            unpacker = tree.Unpacker(frame.blob)
            unpacker.value(frame.header)
            unpacker.finish()
    except wire.WireError:
        pass


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | PRINTABLE | st.sampled_from(list("fcltdaoknxwer")),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(PRINTABLE, inner, max_size=3),
    max_leaves=20,
)


@given(JSON, st.binary(max_size=64))
@settings(max_examples=300, deadline=None)
def test_any_json_is_a_value_or_a_wire_error(node, blob):
    with suppress(wire.WireError):
        tree.Unpacker(blob).value(node)


@pytest.mark.parametrize(
    "node",
    [
        ["a", ["<f8", [2**62, 0], 0, 0], "ndarray", "float64", False],
        ["a", ["<f8", [0, 2**62], 0, 0], "ndarray", "float64", False],
        ["a", ["<f8", [2**40], 0, 2**43], "ndarray", "float64", False],
        ["a", ["<f8", [-1], 0, 8], "ndarray", "float64", False],
        ["a", ["<f8", [1.5], 0, 8], "ndarray", "float64", False],
        ["a", ["<f8", [True], 0, 8], "ndarray", "float64", False],
        ["a", ["<f8", [1], 8, 8], "ndarray", "float64", False],
        ["a", ["<f8", [1], -8, 8], "ndarray", "float64", False],
        ["a", ["|O", [1], 0, 8], "ndarray", "object", False],
        ["a", ["<U4", [1], 0, 16], "ndarray", "str", False],
        ["a", [">f8", [1], 0, 8], "ndarray", "float64", False],
        ["a", ["<f8", [1] * 65, 0, 8], "ndarray", "float64", False],
        ["a", ["<f8", [1], 0, 8], "something", "float64", False],
        ["f", "1" * 100],
        ["f", 1],
        ["d", "a", None, "a", None],
        ["d", "a"],
        ["d", 1, None],
        ["z"],
        [],
        {},
        10**500,
        "x" * 20_000,
    ],
    ids=str,
)
def test_malformed_values_are_refused(node):
    unpacker = tree.Unpacker(b"\0" * 16)
    with pytest.raises(wire.WireError):
        unpacker.value(node)


def test_depth_and_count_are_bounded():
    deep = None
    for _ in range(40):
        deep = ["l", deep]
    with pytest.raises(wire.WireError):
        tree.Unpacker(b"").value(deep)
    with pytest.raises(wire.WireError):
        tree.Unpacker(b"").value(["l", *[None] * (tree.MAX_NODES + 1)])


def test_bytes_left_over_are_refused():
    with pytest.raises(wire.WireError, match="left over"):
        tree.Unpacker(b"x").finish()


def test_lengths_are_checked_before_the_bytes_arrive():
    for header, blob in ((1, 1 << 40), (1 << 31, 0)):
        reader = wire.Reader(1000)
        reader.feed(wire.HEAD.pack(wire.MAGIC, wire.VERSION, 3, header, blob))
        with pytest.raises(wire.WireError):
            reader.next()


@pytest.mark.parametrize(
    "head",
    [b"XX\x01\x03", b"BG\x02\x03", b"BG\x01\x63"],
    ids=["magic", "version", "kind"],
)
def test_foreign_heads_are_refused(head):
    reader = wire.Reader(1000)
    reader.feed(head + struct.pack("<IQ", 0, 0))
    with pytest.raises(wire.WireError):
        reader.next()


@pytest.mark.parametrize("text", [b"1.5", b"NaN", b"[1e3]", b"[", b"", b"[] []", b"\xff", b"[" * 100_000])
def test_headers_that_are_not_plain_json_are_refused(text):
    with pytest.raises(wire.WireError):
        wire.decode_header(text)


def test_frames_come_out_whole_from_single_bytes():
    packed = wire.pack(wire.Kind.JOB, {"a": [1, "é"]}, b"blob") + wire.pack(wire.Kind.READY, None)
    reader = wire.Reader(100)
    frames = []
    for byte in packed:
        reader.feed(bytes([byte]))
        if (frame := reader.next()) is not None:
            frames.append(frame)
    assert [frame.kind for frame in frames] == [wire.Kind.JOB, wire.Kind.READY]
    assert frames[0].header == {"a": [1, "é"]}
    assert reader.pending == 0


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda i: st.lists(i) | st.dictionaries(st.text(), i)
    )
)
@settings(max_examples=100, deadline=None)
def test_headers_are_ordinary_json(thing):
    packed = wire.pack(wire.Kind.JOB, thing)
    assert json.loads(packed[wire.HEAD.size :]) == thing


def test_text_is_made_safe():
    assert clean("a\x1b[31mb\x00c\u202ed\ud800e\nf\tg") == "a\ufffd[31mb\ufffdc\ufffdd\ufffde\nf\tg"
    assert clean("x" * 100, 10) == "x" * 10 + "…"
    assert clean("naïve ∂L/∂w") == "naïve ∂L/∂w"
