"""What a student's code returned, as a tree that may travel.

Exact builtin types are taken as they are. Of subclasses, only the base class's own methods are used, called
unbound: a ``__eq__``, ``__array__``, ``tolist`` or ``__iter__`` of a student's own never runs here. Everything else
becomes an Opaque description. Nothing larger than the budget is copied.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from numpy import complex128, float32, float64, generic, ndarray

from .peek import fields
from .tensors import Torch, torch_if_loaded
from .text import MAX_TEXT, clean
from .tree import MAX_DEPTH, MAX_DIGITS, Described, Numbers, Opaque

MAX_VALUES = 60_000
"""Items of plain lists, tuples and dicts that one outcome may hold, arrays counting as one."""

MAX_ALL_TEXT = 1 << 18
"""Characters of text, digits of integers included, that one outcome may hold."""

_mro: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_name: Callable[[type], str] = type.__dict__["__name__"].__get__
_SCALARS = frozenset({type(None), bool, float})
_NOT_LISTS = {
    "dict_values": "a view, not a list", "dict_keys": "a view, not a list", "dict_items": "a view, not a list",
    "generator": "its values were never made into a list", "map": "its values were never made into a list",
    "filter": "its values were never made into a list", "zip": "its values were never made into a list",
    "range": "not a list", "set": "a set has no order", "frozenset": "a set has no order",
    "function": "a function, not what it returns", "method": "a method, not what it returns",
    "builtin_function_or_method": "a function, not what it returns", "type": "a class, not a value",
    "coroutine": "never awaited", "ellipsis": "the placeholder ...",
}  # fmt: skip


class Encoder:
    """Turns objects into trees while keeping within ``budget`` bytes of arrays."""

    def __init__(self, budget: int, most: int = MAX_VALUES) -> None:
        """One encoder serves one outcome: at most ``budget`` bytes of arrays and ``most`` values."""
        self._budget, self._most = budget, most
        self._values = 0
        self._text = MAX_ALL_TEXT

    @property
    def exhausted(self) -> bool:
        """Whether there is no room left for anything."""
        return self._budget <= 0 or self._values > self._most

    def encode(self, thing: Any, depth: int = 0) -> Any:
        """The tree of ``thing``."""
        kind = type(thing)
        if kind in _SCALARS:
            return thing
        if kind is Described:
            return Described(thing.kind, self._dict(thing.facts, depth))
        name = _name(kind)
        if depth >= MAX_DEPTH - 1:
            return Opaque(name, "nested too deeply")
        for base in _mro(kind):
            encode = _BASES.get(base)
            if encode is not None:
                return encode(self, thing, depth)
        torch = torch_if_loaded()
        if torch is not None:
            if issubclass(kind, torch.Tensor):
                try:
                    with torch.disable_subclasses():
                        return self._tensor(torch, thing)
                except RuntimeError:
                    # Tensors within torch's own transforms have no numbers of their own.
                    return Opaque(name, "a tensor without numbers of its own")
            if issubclass(kind, torch.Module):
                return Opaque(name, "a torch module")
        return Opaque(name, _NOT_LISTS.get(name, ""))

    def _sequence(self, kind: str, size: int, items: Iterable[Any], depth: int) -> "list[Any] | Opaque":
        self._values += size
        if self._values > self._most:
            self._values -= size
            return Opaque(kind, f"{size} values, more than can be sent back")
        return [self.encode(item, depth + 1) for item in items]

    def _list(self, thing: Any, depth: int) -> Any:
        return self._sequence("list", list.__len__(thing), list.__iter__(thing), depth)

    def _tuple(self, thing: Any, depth: int) -> Any:
        found = self._sequence("tuple", tuple.__len__(thing), tuple.__iter__(thing), depth)
        return tuple(found) if type(found) is list else found

    def _dict(self, thing: Any, depth: int) -> Any:
        found = self._sequence("dict", dict.__len__(thing), dict.values(thing), depth)
        if type(found) is Opaque:
            return found
        if not all(issubclass(type(key), str) for key in dict.__iter__(thing)):
            return Opaque("dict", "with keys that are not strings")
        keys = [clean(str.__str__(key)) for key in dict.__iter__(thing)]
        # Keys that are the same once they are safe to show would be one key at the other end.
        if len(set(keys)) != len(keys) or not self._take_text(sum(map(len, keys))):
            return Opaque("dict", "with keys that cannot be shown")
        return dict(zip(keys, found, strict=True))

    def _integer(self, thing: Any, depth: int) -> Any:
        number = int.__pos__(thing)
        size = number.bit_length() // 3
        return number if size <= MAX_DIGITS and self._take_text(size) else Opaque("int", "a very large integer")

    def _string(self, thing: Any, depth: int) -> Any:
        text = str.__str__(thing)[: MAX_TEXT + 1]
        return text if self._take_text(len(text)) else Opaque("str", "more text than can be sent back")

    def _take_text(self, size: int) -> bool:
        self._text -= size
        return self._text >= 0

    def _scalar(self, thing: Any, depth: int) -> Any:
        """A numpy scalar. Those that are floats too (float64) come before ``float`` here."""
        data = ndarray((), _dtype_of(thing), _bytes_of(thing)) if _dtype_of(thing).kind in "biufc" else None
        if data is None:
            return Opaque(_name(type(thing)), "not a number")
        return Numbers(_narrowed(data.copy()), "numpy_scalar", _dtype_name(_dtype_of(thing)))

    def _array(self, thing: Any, depth: int) -> Any:
        plain = _view(thing, ndarray)
        kind = plain.dtype.kind
        if kind not in "biufc":
            what = {"O": "dtype object", "U": "strings", "S": "bytes"}.get(kind, f"dtype {plain.dtype}"[:60])
            return Opaque("ndarray", f"an array of {what}, shape {plain.shape}")
        if type(thing) is not ndarray and _is_masked(fields(thing).get("_mask")):
            return Opaque("ndarray", f"a masked array with masked entries, shape {plain.shape}")
        if not self._take(plain.nbytes):
            return Opaque("ndarray", f"too large: shape {plain.shape}, {_size(plain.nbytes)}")
        return Numbers(_narrowed(plain), "ndarray", _dtype_name(plain.dtype))

    def _tensor(self, torch: Torch, thing: Any) -> Any:
        if _dispatches_itself(torch, type(thing)):
            return Opaque(_name(type(thing)), "a tensor class of its own")
        dtype, layout, device = torch.dtype_of(thing), torch.layout_of(thing), torch.device_of(thing)
        name = str(dtype).removeprefix("torch.")
        shape = f"shape {tuple(torch.shape_of(thing))}"
        if layout is not torch.strided or device.type != "cpu":
            what = str(layout).removeprefix("torch.") if device.type == "cpu" else f"{device.type}"
            return Opaque("Tensor", f"a {what} tensor, {shape}")
        if dtype not in torch.plain_dtypes | torch.narrow:
            return Opaque("Tensor", f"a tensor of dtype {name}, {shape}")
        size = torch.numel(thing) * torch.element_size(thing)
        if not self._take(size):
            return Opaque("Tensor", f"too large: {shape}, {_size(size)}")
        return Numbers(tensor_numbers(torch, thing), "tensor", name, bool(torch.requires_grad_of(thing)))

    def _take(self, size: int) -> bool:
        if size > self._budget:
            return False
        self._budget -= size
        return True


def tensor_numbers(torch: Torch, thing: Any) -> "ndarray[Any, Any]":
    """The numbers of a dense tensor on the CPU, as an array that may share its memory."""
    plain = torch.resolve_neg(torch.resolve_conj(torch.detach(thing)))
    if torch.dtype_of(plain) in torch.narrow:
        plain = torch.to(plain, torch.float32)
    numbers: ndarray[Any, Any] = torch.numpy(plain)
    return numbers


def _dispatches_itself(torch: Torch, kind: type) -> bool:
    """Whether a subclass of Tensor has a ``__torch_dispatch__`` that would run for the plainest operation."""
    for base in _mro(kind):
        if base is torch.Tensor:
            return False
        if "__torch_dispatch__" in type.__dict__["__dict__"].__get__(base):
            return True
    return False


def _is_masked(mask: Any) -> bool:
    """Whether a masked array's mask hides any entry: what lies under it is not a number that the student gave."""
    return type(mask) is ndarray and mask.dtype.kind == "b" and bool(mask.any())


def _narrowed(data: "ndarray[Any, Any]") -> "ndarray[Any, Any]":
    """The array in a dtype that may travel: float16 widened, long doubles rounded."""
    if data.dtype.kind == "f" and data.dtype.itemsize not in (4, 8):
        return data.astype(float32 if data.dtype.itemsize == 2 else float64)
    if data.dtype.kind == "c" and data.dtype.itemsize > 16:
        return data.astype(complex128)
    return data


def _dtype_name(kind: Any) -> str:
    """``dtype.name``, which numpy computes in Python code that a student may have broken."""
    return "bool" if kind.kind == "b" else f"{_KINDS[kind.kind]}{8 * kind.itemsize}"


def _size(count: int) -> str:
    for unit, power in (("GB", 30), ("MB", 20)):
        if count >= 1 << power:
            return f"{count / (1 << power):.3g} {unit}"
    return f"{count} bytes"


_KINDS = {"i": "int", "u": "uint", "f": "float", "c": "complex"}
_view = ndarray.view
_dtype_of: Any = generic.dtype.__get__
_bytes_of: Any = generic.tobytes
_BASES: dict[type, Callable[[Encoder, Any, int], Any]] = {
    generic: Encoder._scalar,
    ndarray: Encoder._array,
    list: Encoder._list,
    tuple: Encoder._tuple,
    dict: Encoder._dict,
    str: Encoder._string,
    int: Encoder._integer,
    float: lambda self, thing, depth: float.__pos__(thing),
    complex: lambda self, thing, depth: complex.__pos__(thing),
    Decimal: lambda self, thing, depth: Decimal.__float__(thing),
    Fraction: lambda self, thing, depth: int(Fraction.numerator.fget(thing)) / int(Fraction.denominator.fget(thing)),  # type: ignore[attr-defined]
    MappingProxyType: lambda self, thing, depth: self._dict(dict(MappingProxyType.items(thing)), depth),
}
