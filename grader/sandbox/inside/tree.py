"""Trees of values as they travel: exact builtin types, and the few marked kinds below.

:class:`Packer` turns a tree into JSON plus a blob, :class:`Unpacker` turns it back and believes nothing: depth,
counts, dtypes, shapes and lengths are all checked before anything is allocated.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from numpy import dtype, frombuffer, ndarray

from .frame import WireError
from .text import MAX_TEXT, clean

MAX_DEPTH = 16
MAX_NODES = 200_000
MAX_AXES = 32
MAX_DIGITS = 400
DTYPES = frozenset(
    ["|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"],
)
"""The dtypes that may travel, little-endian."""
_KINDS = {name: dtype(name) for name in DTYPES}


class Numbers(NamedTuple):
    """An array that came back, with what held it ("ndarray", "tensor", "numpy_scalar") and its dtype there."""

    data: "ndarray[Any, Any]"
    holder: str
    dtype: str
    requires_grad: bool = False


class Opaque(NamedTuple):
    """Something that is not plain numbers."""

    type_name: str
    summary: str


class Described(NamedTuple):
    """Facts about an object, by name."""

    kind: str
    facts: dict[str, Any]


class ArrayIn(NamedTuple):
    """An array to be built for a run. ``layout`` is a value of ``grader.model.value.Layout``."""

    data: "ndarray[Any, Any]"
    layout: str


class TensorIn(NamedTuple):
    """A tensor to be built for a run."""

    data: "ndarray[Any, Any]"
    layout: str
    requires_grad: bool


class DenseIn(NamedTuple):
    """One linear layer to be built; ``bias`` is None where it has none."""

    weight: "ndarray[Any, Any]"
    bias: "ndarray[Any, Any] | None"


class NetworkIn(NamedTuple):
    """A sequential network to be built: layers, names of activations and nested tuples of them."""

    layers: tuple[Any, ...]


class Ref(NamedTuple):
    """A name of the run's namespace."""

    name: str


class Packer:
    """Collects the blob while trees are turned into JSON nodes."""

    def __init__(self) -> None:
        """Start with an empty blob."""
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def blob(self) -> bytes:
        """The bytes that the nodes made so far point into."""
        return b"".join(self._parts)

    def node(self, value: Any) -> Any:
        """The JSON node of ``value``. TypeError for what is not of the tree's own types."""
        kind = type(value)
        if kind in _AS_IS:
            return value
        pack = _PACKERS.get(kind)
        if pack is None:
            raise TypeError(f"{kind.__name__} does not travel")
        return pack(self, value)

    def array(self, data: "ndarray[Any, Any]") -> list[Any]:
        """The node of an array's numbers: dtype, shape, offset and length in the blob."""
        name = data.dtype.str
        if name not in DTYPES:
            data = data.astype(data.dtype.newbyteorder("<"))
            name = data.dtype.str
            if name not in DTYPES:
                raise TypeError(f"dtype {data.dtype} does not travel")
        raw = data.tobytes()
        node = [name, list(data.shape), self._size, len(raw)]
        self._parts.append(raw)
        self._size += len(raw)
        return node

    def _dict(self, value: dict[str, Any]) -> list[Any]:
        return ["d", *(part for key, item in value.items() for part in (clean(key), self.node(item)))]

    def _dense(self, value: DenseIn) -> list[Any]:
        return ["e", self.array(value.weight), None if value.bias is None else self.array(value.bias)]


_BIG = 10 ** (MAX_DIGITS - 1)
_AS_IS = frozenset({type(None), bool})
_PACKERS: dict[type, Callable[[Packer, Any], Any]] = {
    int: lambda p, v: v if -_BIG < v < _BIG else ["o", "int", "a very large integer"],
    float: lambda p, v: ["f", v.hex()],
    complex: lambda p, v: ["c", v.real.hex(), v.imag.hex()],
    str: lambda p, v: clean(v),
    list: lambda p, v: ["l", *map(p.node, v)],
    tuple: lambda p, v: ["t", *map(p.node, v)],
    dict: Packer._dict,
    Numbers: lambda p, v: ["a", p.array(v.data), v.holder, clean(v.dtype, 100), v.requires_grad],
    Opaque: lambda p, v: ["o", clean(v.type_name, 200), clean(v.summary, 500)],
    Described: lambda p, v: ["k", v.kind, p.node(v.facts)],
    ArrayIn: lambda p, v: ["n", p.array(v.data), v.layout],
    TensorIn: lambda p, v: ["x", p.array(v.data), v.layout, v.requires_grad],
    NetworkIn: lambda p, v: ["w", p.node(v.layers)],
    DenseIn: Packer._dense,
    Ref: lambda p, v: ["r", v.name],
}


class Unpacker:
    """Turns nodes back into values, taking the arrays one after another from ``blob``, all of it."""

    def __init__(self, blob: bytes) -> None:
        """``blob`` belongs to the same frame as the nodes."""
        self._blob = blob
        self._used = 0
        self._nodes = 0

    def finish(self) -> None:
        """Refuse a blob of which something is left over."""
        if self._used != len(self._blob):
            raise WireError("bytes left over in a blob")

    def value(self, node: Any, depth: int = 0) -> Any:
        """The value of one node."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise WireError("a value nested too deeply or with too many parts")
        kind = type(node)
        if node is None or kind is bool:
            return node
        if kind is int:
            return _integer(node)
        if kind is str:
            return _text(node)
        if kind is not list or not node or type(node[0]) is not str:
            raise WireError("not a value")
        unpack = _UNPACKERS.get(node[0])
        if unpack is None:
            raise WireError("an unknown kind of value")
        try:
            return unpack(self, node[1:], depth)
        except (TypeError, ValueError, LookupError, OverflowError) as error:
            raise WireError(f"a malformed value: {type(error).__name__}") from None

    def array(self, node: Any) -> "ndarray[Any, Any]":
        """The array of one node, in memory of its own."""
        name, shape, offset, length = node
        kind = _KINDS.get(name) if type(name) is str else None
        if kind is None or type(shape) is not list or len(shape) > MAX_AXES:
            raise WireError("not an array")
        # Axes of empty arrays are bounded too: numpy itself fails on (2**62, 0).
        count, extent, most = 1, 1, len(self._blob) + (1 << 20)
        for axis in shape:
            if type(axis) is not int or not 0 <= axis <= most:
                raise WireError("an impossible shape")
            count *= axis
            extent *= axis or 1
        if extent > 1 << 40 or type(offset) is not int or type(length) is not int:
            raise WireError("an impossible shape")
        if count * kind.itemsize != length or offset != self._used or offset + length > len(self._blob):
            raise WireError("an array that does not fit its bytes")
        self._used += length
        # A byte that is neither 0 nor 1 would be a truth value of no kind.
        truth = name == "|b1"
        flat: ndarray[Any, Any] = frombuffer(self._blob, "u1" if truth else kind, count, offset)
        return (flat != 0 if truth else flat.copy()).reshape(shape)

    def _items(self, parts: list[Any], depth: int) -> list[Any]:
        return [self.value(part, depth + 1) for part in parts]

    def _dict(self, parts: list[Any], depth: int) -> dict[str, Any]:
        if len(parts) % 2:
            raise WireError("a dict with a key and no value")
        keys = [_text(key) for key in parts[::2]]
        if len(set(keys)) != len(keys):
            raise WireError("a dict with a key twice")
        return dict(zip(keys, self._items(parts[1::2], depth), strict=True))

    def _numbers(self, parts: list[Any], depth: int) -> Numbers:
        data, holder, original, requires_grad = parts
        if holder not in ("ndarray", "tensor", "numpy_scalar") or type(requires_grad) is not bool:
            raise WireError("not an array's holder")
        return Numbers(self.array(data), holder, _text(original), requires_grad)

    def _described(self, parts: list[Any], depth: int) -> Described:
        kind, facts = _text(parts[0]), self.value(parts[1], depth + 1)
        if len(parts) != 2 or type(facts) is not dict:
            raise WireError("not a description")
        return Described(kind, facts)

    def _tensor_in(self, parts: list[Any], depth: int) -> TensorIn:
        data, layout, requires_grad = parts
        return TensorIn(self.array(data), _text(layout), bool(requires_grad))

    def _dense(self, parts: list[Any], depth: int) -> DenseIn:
        weight, bias = parts
        return DenseIn(self.array(weight), None if bias is None else self.array(bias))


def _integer(node: int) -> int:
    if not -_BIG < node < _BIG:
        raise WireError("an integer with too many digits")
    return node


def _text(node: Any) -> str:
    if type(node) is not str or len(node) > MAX_TEXT + 1:
        raise WireError("not text, or too long")
    return clean(node, MAX_TEXT + 1)


def _float(text: Any) -> float:
    if type(text) is not str or len(text) > 40:
        raise WireError("not a float")
    return float.fromhex(text)


def _one(parts: list[Any]) -> Any:
    (part,) = parts
    return part


_UNPACKERS: dict[str, Callable[[Unpacker, list[Any], int], Any]] = {
    "f": lambda u, p, d: _float(_one(p)),
    "c": lambda u, p, d: complex(_float(p[0]), _float(_one(p[1:]))),
    "l": Unpacker._items,
    "t": lambda u, p, d: tuple(u._items(p, d)),
    "d": Unpacker._dict,
    "a": Unpacker._numbers,
    "o": lambda u, p, d: Opaque(_text(p[0]), _text(_one(p[1:]))),
    "k": Unpacker._described,
    "n": lambda u, p, d: ArrayIn(u.array(p[0]), _text(_one(p[1:]))),
    "x": Unpacker._tensor_in,
    "w": lambda u, p, d: NetworkIn(u.value(_one(p), d + 1)),
    "e": Unpacker._dense,
    "r": lambda u, p, d: Ref(_text(_one(p))),
}
