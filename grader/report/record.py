"""The record as text: a :class:`~grader.model.result.Report` to ``results.json`` and back.

The text is strict JSON: the strings ``"nan"``, ``"inf"`` and ``"-inf"`` stand for what has no number there. Its
keys keep one order, and all that differs between two runs with the same inputs stands under ``times``, last.
"""

import dataclasses
import json
import math
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from grader.errors import UsageError
from grader.model.result import SCHEMA, Comparison, Report
from grader.report.decode import decode

_LAST = ("exercises", "times")
_FIRST = ("schema", "submission", "course", "score", "max_score", "seed", "provenance")
_SCORES = frozenset({"score", "max_score"})
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(report: Report) -> str:
    """The text of ``results.json``, ending in a newline.

    Marks are rounded to two decimals. What a hidden case was fed and what was due is never written, whatever
    the caller left in it. Characters that could steer a terminal or turn the direction of text are escaped.
    """
    plain = _plain(report)
    ordered = {key: plain[key] for key in (*_FIRST, *_LAST)}
    text = _layout(ordered, "") + "\n"
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def from_json(text: str) -> Report:
    """The report that ``text`` records.

    Strict: an unknown key, a missing key without a default, a wrong type, a duplicate key or another schema
    version is a :class:`~grader.errors.UsageError` that says where.
    """
    try:
        plain = json.loads(text, object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"this is not a record of a graded submission: {error}") from None
    if not isinstance(plain, dict) or "schema" not in plain:
        raise UsageError("this is not a record of a graded submission: it has no schema version")
    if plain["schema"] != SCHEMA or isinstance(plain["schema"], bool):
        raise UsageError(
            f"this record has schema version {plain['schema']!r:.40}, and this grader reads version {SCHEMA}:"
            " grade the submission again"
        )
    return decode(Report, plain)


def _plain(value: Any) -> Any:
    """``value`` in dicts, lists, strings and numbers that JSON can hold."""
    if isinstance(value, Comparison) and not value.public:
        value = dataclasses.replace(value, worst=None, got=None, expected=None, wrong=())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _field(f.name, getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {_text(str(key)): _plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _field(name: str, value: Any) -> Any:
    """One field of a dataclass; marks in two decimals, and never a minus before zero."""
    return round(float(value), 2) + 0.0 if name in _SCORES and value is not None else _plain(value)


def _text(text: str) -> str:
    """``text`` without lone surrogates, so that the record is always valid UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def _layout(value: Any, indent: str) -> str:
    """JSON with one key a line, and a row of numbers on one line."""
    inner = indent + "  "
    if isinstance(value, dict) and value:
        rows = (f"{inner}{_scalar(key)}: {_layout(item, inner)}" for key, item in value.items())
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return "[\n" + ",\n".join(inner + _layout(item, inner) for item in value) + f"\n{indent}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return result


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
