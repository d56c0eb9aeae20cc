"""Pydantic's errors in an author's words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from grader.spec.suggest import did_you_mean, suggestion

_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is not a key here",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of names to values",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "too_short": "must have {min_length} or more entries",
    "string_too_short": "must not be empty",
}

_FORMS = {
    r"^[a-z][a-z0-9_]*$": "must be lower-case letters, digits and underscores, a letter first",
    r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$": "must be the name of a file, without folders",
    r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$": "must be a name, or names joined by dots",
}
"""The patterns of ``keys.py`` and ``settings.py`` in words."""


def explain(model: type[BaseModel], details: Mapping[str, Any]) -> tuple[str, str]:
    """``(message, hint)`` for one entry of ``ValidationError.errors()`` of ``model``."""
    kind, given, context = details["type"], details.get("input"), details.get("ctx", {})
    if given is None and kind.endswith("_type"):
        return "has no value", ""
    if kind == "extra_forbidden":
        return _PLAIN[kind], suggestion(str(details["loc"][-1]), _keys(_owner(model, details["loc"][:-1])))
    if kind == "string_pattern_mismatch":
        return _pattern(str(given), context["pattern"])
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        return f"must be one of {', '.join(choices)}", did_you_mean(str(given), choices)
    if kind == "too_short" and context["min_length"] == 1:
        return "must not be empty", ""
    if kind in _PLAIN:
        shown = {key: f"{value:g}" if isinstance(value, float) else value for key, value in context.items()}
        return _PLAIN[kind].format(**shown), _quoted_number(kind, given)
    return details["msg"], context.get("hint", "")


def _pattern(given: str, pattern: str) -> tuple[str, str]:
    """What a pattern asks for: one of several words, or a form."""
    words = re.fullmatch(r"\^\(([\w|]+)\)\$", pattern)
    if words is None:
        return _FORMS.get(pattern, f"must have the form {pattern}"), ""
    choices = words[1].split("|")
    return f"must be one of {', '.join(choices)}", did_you_mean(str(given), choices)


def _quoted_number(kind: str, given: object) -> str:
    """A hint for a number that was written as text, or text as a number."""
    if kind in ("int_type", "float_type") and isinstance(given, str):
        try:
            float(given)
        except ValueError:
            return ""
        return "write it without quotes"
    if kind == "string_type" and isinstance(given, bool | int | float):
        return "put it in quotes"
    return ""


def _keys(model: type[BaseModel]) -> list[str]:
    """The keys that a model knows, as they stand in YAML."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models inside an annotation such as ``dict[str, StubDocument] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _owner(model: type[BaseModel], loc: tuple[Any, ...]) -> type[BaseModel]:
    """The model at ``loc`` below ``model``: the one whose keys a wrong key should be compared with."""
    for step in loc:
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                model = next(_models(field.annotation), model)
    return model
