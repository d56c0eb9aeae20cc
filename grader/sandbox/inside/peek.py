"""Looking at a student's objects without running a line of the student's code."""

from collections.abc import Callable
from types import CodeType, FunctionType, GetSetDescriptorType, MemberDescriptorType, MethodType
from typing import Any

from numpy import generic, ndarray

_mro: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_dict_of_type: Callable[[type], Any] = type.__dict__["__dict__"].__get__

_module_of_type: Callable[[type], Any] = type.__dict__["__module__"].__get__


def mro(kind: type) -> tuple[type, ...]:
    """The classes that ``kind`` inherits from, itself first."""
    return _mro(kind)


def module_of(kind: type) -> str:
    """The module that a class says it comes from."""
    return str(_module_of_type(kind))


def namespace(kind: type) -> dict[str, Any]:
    """What a class's own body defines."""
    return dict(_dict_of_type(kind))


def fields(thing: Any) -> dict[str, Any]:
    """The attributes stored on an instance, in its ``__dict__`` and its slots."""
    found: dict[str, Any] = {}
    for base in _mro(type(thing)):
        for name, descriptor in _dict_of_type(base).items():
            if name == "__dict__" and type(descriptor) is GetSetDescriptorType:
                found.update(descriptor.__get__(thing))
            elif type(descriptor) is MemberDescriptorType and name[:2] != "__":
                try:
                    found[name] = descriptor.__get__(thing)
                except AttributeError:
                    continue
    return found


def functions_in(thing: Any, depth: int = 0) -> list[FunctionType]:
    """The Python functions behind a callable: through decorators, partials, static, class and bound methods, properties."""
    if depth > 6:
        return []
    kind = type(thing)
    if kind is FunctionType:
        found = [thing]
        wrapped = FunctionType.__getattribute__(thing, "__dict__").get("__wrapped__")
        inner = [wrapped] if wrapped is not None else []
        for cell in thing.__closure__ or ():
            try:
                inner.append(cell.cell_contents)
            except ValueError:
                continue
        for part in inner:
            found += functions_in(part, depth + 1)
        return found
    if kind in (staticmethod, classmethod, MethodType):
        return functions_in(thing.__func__, depth + 1)
    if kind is property:
        return [f for part in (thing.fget, thing.fset) for f in functions_in(part, depth + 1)]
    if kind.__name__ == "partial" and kind.__module__ == "functools":
        return functions_in(thing.func, depth + 1)
    return []


def codes_in(code: CodeType) -> list[CodeType]:
    """A code object and all those nested in it."""
    found = [code]
    for outer in found:
        found += [constant for constant in outer.co_consts if type(constant) is CodeType]
    return found


def is_number(thing: Any) -> bool:
    """Whether ``thing`` is one real number: a float, an int or a numpy scalar."""
    kind = type(thing)
    return kind is float or kind is int or (issubclass(kind, generic) and getattr(kind, "__module__", "") == "numpy")


def is_array(thing: Any) -> bool:
    """Whether ``thing`` is a numpy array of real numbers, and nothing derived from one."""
    return type(thing) is ndarray and thing.dtype.kind in "fiu"
