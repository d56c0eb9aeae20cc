"""Facts about a class."""

from typing import Any

from ..peek import mro, namespace


def class_facts(kind: type) -> dict[str, Any]:
    """Its ancestors by name, and which of its methods are static."""
    names = [f"{_text(base, '__module__')}.{_text(base, '__qualname__')}" for base in mro(kind)]
    static: dict[str, bool] = {}
    for base in mro(kind):
        for name, value in namespace(base).items():
            if base is not object:
                static.setdefault(name, type(value) is staticmethod)
    return {"names": names, "static_methods": sorted(name for name, is_static in static.items() if is_static)}


def _text(kind: type, attribute: str) -> str:
    return str(type.__dict__[attribute].__get__(kind))
