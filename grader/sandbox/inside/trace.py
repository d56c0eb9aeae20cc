"""What each executed line of the student's file did to its local variables, for diagnosis."""

import sys
from types import FrameType
from typing import Any

from numpy import array, ndarray

from .encode import Encoder
from .mutation import state_of
from .peek import fields, module_of
from .tree import Numbers, Opaque

MAX_STEPS = 5000
MAX_BYTES = 8 << 20
MAX_VALUES = 20_000
MAX_COMPARED = 1 << 16
"""Bytes of an array up to which changes within it are looked for at every line."""

_settrace = sys.settrace
_UNSEEN = object()


class _Local:
    """What was last seen of one function call: the line being executed, and its variables' states."""

    __slots__ = ("line", "seen")

    def __init__(self, line: int) -> None:
        self.line = line
        self.seen: dict[str, Any] = {}


class Tracer:
    """Records steps between :meth:`begin` and :meth:`end`, until there are too many."""

    def __init__(self, module_globals: dict[str, Any], module: str) -> None:
        """Functions with these globals are the student's own; classes of ``module`` are looked into."""
        self._globals, self._module = module_globals, module
        self._locals: dict[int, _Local] = {}
        self._encoder = Encoder(MAX_BYTES, MAX_VALUES)
        self.steps: list[tuple[int, str, dict[str, Any]]] = []
        """Line, function, and the variables that the line changed; arguments count as changed by the ``def``."""

    def begin(self) -> None:
        """Start recording."""
        _settrace(self._enter)

    def end(self) -> None:
        """Stop recording."""
        _settrace(None)
        self._locals.clear()

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_globals is not self._globals:
            return None
        name = frame.f_code.co_name
        if name[:1] == "<" and name != "<lambda>":
            return None
        self._locals[id(frame)] = _Local(frame.f_lineno)
        self._compare(frame)
        return self._step

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event in ("line", "return"):
            self._compare(frame)
        if event == "return":
            self._locals.pop(id(frame), None)
        return self._step

    def _compare(self, frame: FrameType) -> None:
        known = self._locals.get(id(frame))
        if known is None:
            return
        changed: dict[str, Any] = {}
        for name, value in self._variables(frame):
            state = _fingerprint(value)
            if state is not _UNSEEN and known.seen.get(name, _UNSEEN) != state:
                known.seen[name] = state
                changed[name] = value
        if changed:
            self._record(known.line, frame.f_code.co_qualname, changed)
        known.line = frame.f_lineno

    def _variables(self, frame: FrameType) -> list[tuple[str, Any]]:
        """The local variables, and one level down the attributes of the student's own objects (``self.mean``)."""
        found: list[tuple[str, Any]] = []
        for name, value in frame.f_locals.items():
            if module_of(type(value)) == self._module:
                found += [(f"{name}.{part}", inner) for part, inner in fields(value).items()]
            else:
                found.append((name, value))
        return found[:200]

    def _record(self, line: int, function: str, changed: dict[str, Any]) -> None:
        values = {name: _copied(self._encoder.encode(value)) for name, value in changed.items()}
        values = {name: value for name, value in values.items() if type(value) is not Opaque}
        if values:
            self.steps.append((line, function, values))
        if len(self.steps) >= MAX_STEPS or self._encoder.exhausted:
            _settrace(None)
            self._locals.clear()


def _fingerprint(value: Any) -> Any:
    """Something that is equal for equal numbers; of what is large, only which object it is."""
    kind = type(value)
    if kind is ndarray and value.nbytes > MAX_COMPARED:
        return id(value)
    if kind in (list, tuple, dict) and len(value) > 200:
        return id(value)
    try:
        state = state_of(value)
    except RuntimeError:
        return _UNSEEN
    return state if state else _UNSEEN


def _copied(tree: Any) -> Any:
    """The tree with arrays that later lines cannot change."""
    kind = type(tree)
    if kind is Numbers:
        return tree._replace(data=array(tree.data))
    if kind is list:
        return [_copied(item) for item in tree]
    if kind is tuple:
        return tuple(_copied(item) for item in tree)
    if kind is dict:
        return {key: _copied(item) for key, item in tree.items()}
    return tree
