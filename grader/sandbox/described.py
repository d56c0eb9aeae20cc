"""What a description may hold, by kind. A worker that says more, or less, has described nothing.

``describe`` runs beside the student's code, whose objects may answer as they like when they are asked for their parts. What
reads a description on this side takes keys and kinds for granted, so that they are looked at here, once.
"""

from collections.abc import Callable, Mapping
from typing import Any

from grader.model.value import ArrayValue, Described, Opaque, Value

Test = Callable[[Any], bool]


def checked(kind: str, facts: Mapping[str, Any]) -> Value:
    """The description, or something opaque in its place."""
    test = _KINDS.get(kind)
    if test is not None and test(facts):
        return Described(kind, facts)
    return Opaque(kind, "parts of it are not what they should be")


def _of(*kinds: type) -> Test:
    return lambda value: type(value) in kinds


def _each(test: Test) -> Test:
    return lambda value: type(value) in (list, tuple) and all(map(test, value))


def _or_none(test: Test) -> Test:
    return lambda value: value is None or test(value)


def _with(required: Mapping[str, Test], optional: Mapping[str, Test] | None = None) -> Test:
    """A dict with the keys of ``required`` and perhaps of ``optional``, each value as its test has it."""
    known = {**required, **(optional or {})}

    def test(value: Any) -> bool:
        return (
            type(value) is dict
            and required.keys() <= value.keys() <= known.keys()
            and all(known[key](item) for key, item in value.items())
        )

    return test


_text, _flag, _count = _of(str), _of(bool), _of(int)
_number = _of(int, float, bool)
_array = _of(ArrayValue, Opaque)
_texts = _each(_text)
_SETTINGS = ("negative_slope", "alpha", "p", "inplace", "num_features", "eps", "min_val", "max_val", "threshold", "value")
_named = {"type": _text, "classes": _texts}
_settings = dict.fromkeys(_SETTINGS, _number)
_linear = _with(
    {
        **_named,
        **dict.fromkeys(("in_features", "out_features", "first_use"), _count),
        "has_bias": _flag,
        **dict.fromkeys(("weight", "bias"), _or_none(_array)),
    },
    _settings,
)
_other = _with({**_named, "probed": _or_none(_array)}, _settings)


def _layer(value: Any) -> bool:
    """A layer is a Linear by what is said of it exactly when its classes say so."""
    if not _linear(value):
        return _other(value) and "Linear" not in value["classes"]
    return "Linear" in value["classes"]


_module = _with({"type": _text, "is_sequential": _flag, "layers": _each(_layer), "ran": _or_none(_array)})
_entries = _each(_with({"text": _text, "style": _text}))
_line = _with({"label": _text, "style": _text, "x": _array, "y": _array, "visible": _flag, "color": _text})
_place = _of(int, float, ArrayValue, str, Opaque)
_point = _each(_of(int, float))
_written = _each(
    _with(
        {
            "text": _text,
            **dict.fromkeys(("x", "y"), _place),
            **dict.fromkeys(("upright", "outside"), _flag),
            "beside": _or_none(lambda value: _point(value) and len(value) == 2),
        }
    )
)
_ticks = _each(_with({"at": _of(int, float), "text": _text}))
_axes = _with(
    {
        **dict.fromkeys(("xscale", "yscale", "xlabel", "ylabel", "title"), _text),
        "legend": _or_none(_entries),
        "texts": _written,
        "lines": _each(_line),
        "ticks": _ticks,
        "others": _count,
        "twin_of": _or_none(_count),
    }
)
_figure = _with(
    {
        "axes": _each(_axes),
        "legends": _each(_entries),
        **dict.fromkeys(("suptitle", "supxlabel", "supylabel"), _text),
        "texts": _written,
    }
)
_class = _with({"names": _texts, "static_methods": _texts})
_KINDS: dict[str, Test] = {"module": _module, "figure": _figure, "class": _class}
