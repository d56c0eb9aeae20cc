"""Plain JSON data to frozen dataclasses, strictly, by their type hints."""

import dataclasses
import math
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from grader.errors import UsageError

T = TypeVar("T")
_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


def decode(kind: type[T], plain: Any) -> T:
    """``plain`` as the dataclass ``kind``; a UsageError names the place where it does not fit."""
    return typing.cast(T, _decode(kind, plain, ""))


def _decode(hint: Any, plain: Any, where: str) -> Any:
    """``plain`` as the type that ``hint`` describes. ``where`` is the path of keys to it."""
    origin = typing.get_origin(hint)
    if hint is Any:
        return plain
    if origin in (types.UnionType, typing.Union):
        return _union(typing.get_args(hint), plain, where)
    if origin is tuple:
        item = typing.get_args(hint)[0]
        return tuple(_decode(item, each, f"{where}[{i}]") for i, each in enumerate(_list(plain, where)))
    if origin is Mapping:
        item = typing.get_args(hint)[1]
        return {key: _decode(item, each, f"{where}.{key}") for key, each in _object(plain, where).items()}
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint, _object(plain, where), where)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint, plain, where)
    return _float(plain, where) if hint is float else _simple(hint, plain, where)


def _union(choices: tuple[Any, ...], plain: Any, where: str) -> Any:
    """The choice that the JSON type of ``plain`` picks: the record's unions never need more than that."""
    if plain is None and type(None) in choices:
        return None
    if isinstance(plain, str) and str in choices:
        return plain
    rest = [choice for choice in choices if choice not in (type(None), str)]
    return _decode(rest[0], plain, where)


@cache
def _fields(kind: Any) -> Mapping[str, tuple[Any, bool]]:
    """By field name: its type, and whether it must be given."""
    hints = typing.get_type_hints(kind)
    absent = dataclasses.MISSING
    return {
        f.name: (hints[f.name], f.default is absent and f.default_factory is absent) for f in dataclasses.fields(kind)
    }


def _dataclass(kind: Any, plain: dict[str, Any], where: str) -> Any:
    fields = _fields(kind)
    unknown = sorted(set(plain) - set(fields))
    if unknown:
        raise _misfit(where, f"the key {unknown[0]!r} is not known here")
    missing = [name for name, (_, required) in fields.items() if required and name not in plain]
    if missing:
        raise _misfit(where, f"the key {missing[0]!r} is missing")
    prefix = f"{where}." if where else ""
    return kind(**{name: _decode(fields[name][0], each, f"{prefix}{name}") for name, each in plain.items()})


def _enum(kind: type[Enum], plain: Any, where: str) -> Enum:
    members: dict[Any, Enum] = {member.value: member for member in kind}
    if not isinstance(plain, str) or plain not in members:
        raise _misfit(where, f"{plain!r:.80} is none of {', '.join(members)}")
    return members[plain]


def _float(plain: Any, where: str) -> float:
    if isinstance(plain, str) and plain in _NOT_FINITE:
        return _NOT_FINITE[plain]
    if isinstance(plain, bool) or not isinstance(plain, (int, float)):
        raise _misfit(where, f"a number was expected, not {plain!r:.80}")
    try:
        return float(plain)
    except OverflowError:
        raise _misfit(where, "the number is too large") from None


def _list(plain: Any, where: str) -> list[Any]:
    if not isinstance(plain, list):
        raise _misfit(where, f"a list was expected, not {plain!r:.80}")
    return plain


def _object(plain: Any, where: str) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise _misfit(where, f"an object was expected, not {plain!r:.80}")
    return plain


def _simple(kind: type[Any], plain: Any, where: str) -> Any:
    """``plain`` as it is, where it is of just that type: true is no whole number."""
    if type(plain) is not kind:
        names = {str: "a string", bool: "true or false", int: "a whole number"}
        raise _misfit(where, f"{names[kind]} was expected, not {plain!r:.80}")
    return plain


def _misfit(where: str, what: str) -> UsageError:
    return UsageError(f"this is not a record that this grader wrote: {where or 'top level'}: {what}")
