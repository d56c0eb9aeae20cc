"""Whether a call changed its inputs: their numbers before and after, byte by byte."""

from collections.abc import Iterator
from typing import Any

from numpy import generic, ndarray

from .encode import tensor_numbers
from .tensors import torch_if_loaded

_SCALARS = frozenset({type(None), bool, int, float, complex, str})


class Snapshots:
    """The run's inputs and earlier results, as they were before the current call.

    Results that the program does not send are the student's own caches: what happens to them is the student's business.
    """

    def __init__(self, space: dict[str, Any], send: frozenset[str]) -> None:
        """``space`` holds the run's inputs now and its results later."""
        self._space = space
        self._send = send
        self._watched = [name for name, value in space.items() if type(value) not in _SCALARS]
        self._before: dict[str, list[Any]] = {}

    def before(self) -> None:
        """Take the state in which the next call finds everything."""
        for name in self._space:
            if name in self._send and name not in self._watched and type(self._space[name]) not in _SCALARS:
                self._watched.append(name)
        # Between two calls nothing runs: what the last one left is what this one finds.
        left, space = self._before, self._space
        self._before = {name: left[name] if name in left else state_of(space[name]) for name in self._watched}

    def changed(self) -> list[str]:
        """The names whose numbers are not what they were before the call."""
        before, self._before = self._before, {name: state_of(self._space[name]) for name in self._before}
        return [name for name, state in before.items() if state != self._before[name]]


def state_of(value: Any) -> list[Any]:
    """The numbers of a value, as bytes and plain scalars in a fixed order."""
    return [_array_state(value)] if type(value) is ndarray else list(_states(value, 0))


def _array_state(value: "ndarray[Any, Any]") -> tuple[Any, ...]:
    return (value.shape, value.dtype, value.flags.writeable, value.tobytes())


def _states(value: Any, depth: int) -> Iterator[Any]:
    kind = type(value)
    torch = torch_if_loaded()
    if kind in _SCALARS:
        yield repr(value)
    elif kind is ndarray:
        yield _array_state(value)
    elif issubclass(kind, generic):
        yield (kind.__name__, generic.tobytes(value))
    elif torch is not None and issubclass(kind, torch.Tensor):
        with torch.disable_subclasses():
            numbers = tensor_numbers(torch, value)
            yield (numbers.shape, numbers.dtype.str, numbers.tobytes())
    elif torch is not None and issubclass(kind, torch.Module):
        for name, parameter in torch.Module.named_parameters(value):
            yield name
            yield from _states(parameter, depth + 1)
    elif kind in (list, tuple) and depth < 16:
        yield (kind.__name__, len(value))
        for item in value:
            yield from _states(item, depth + 1)
    elif kind is dict and depth < 16:
        yield list(value)
        for item in value.values():
            yield from _states(item, depth + 1)
