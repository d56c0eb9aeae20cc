"""Recognising home-made automatic differentiation that keeps a record: closures replayed in reverse, or linked nodes.

Hand work may use closures too: one as a cache, one per layer, called by name. What tells a tape apart is that many closures of
few kinds, made one per elementary operation during a watched forward pass, are called from one and the same line.
"""

import gc
from collections import Counter
from types import CodeType, FrameType, FunctionType
from typing import Any

from .peek import module_of, mro

MIN_REPLAYS = 5
"""Closures called from one line that make a tape. A two-layer network by hand has four at most."""

MIN_NODES = 5
MIN_JOINS = 2
"""Linked objects, and those with two parents among them, that make a computational graph."""

_MAX_VISITED = 2000
_referents = gc.get_referents


class Tape:
    """What was seen of closures during one run."""

    def __init__(self, codes: list[CodeType]) -> None:
        """``codes`` are those of the student's whole file."""
        self._maker: dict[CodeType, CodeType] = {}
        for outer in codes:
            for inner in outer.co_consts:
                if type(inner) is CodeType and inner.co_freevars and outer.co_cellvars:
                    self._maker[inner] = outer
        self._makers = frozenset(self._maker.values())
        self._made: Counter[CodeType] = Counter()
        self._replayed: dict[tuple[CodeType, int], Counter[CodeType]] = {}

    def new_run(self) -> None:
        """Forget what earlier runs made."""
        self._made.clear()
        self._replayed.clear()

    def called(self, frame: FrameType) -> str | None:
        """A call of a student's function: the closure's name when it completes a replay, or None."""
        code = frame.f_code
        if code in self._makers:
            self._made[code] += 1
        maker = self._maker.get(code)
        caller = frame.f_back
        if maker is None or caller is None or not self._made[maker]:
            return None
        replayed = self._replayed.setdefault((caller.f_code, caller.f_lineno), Counter())
        replayed[code] += 1
        # A helper nested in one function, called in a loop, was made once: that is no tape.
        if replayed[code] > self._made[maker]:
            return None
        counted = {kind: number for kind, number in replayed.items() if number <= self._made[self._maker[kind]]}
        total = sum(counted.values())
        repeated = any(number >= 2 for number in counted.values())
        if total >= MIN_REPLAYS and len(counted) >= 2 and (repeated or len(counted) >= MIN_REPLAYS):
            return code.co_qualname.replace(".<locals>", "")
        return None


def graph_of(thing: Any, module: str) -> str | None:
    """The name of a student's class whose instances, reachable from ``thing``, form a computational graph."""
    seen: set[int] = set()
    queue = [thing]
    nodes: dict[type, list[Any]] = {}
    for item in queue:
        kind = type(item)
        if id(item) in seen or kind in _LEAVES or issubclass(kind, type):
            continue
        seen.add(id(item))
        own = _is_own(kind, module)
        if own:
            nodes.setdefault(kind, []).append(item)
        if len(queue) < _MAX_VISITED and (own or kind in _CONTAINERS):
            queue += _referents(item)[:_MAX_VISITED]
    for kind, members in nodes.items():
        if len(members) >= MIN_NODES and _is_graph(kind, members):
            return kind.__name__
    return None


def _is_graph(kind: type, members: list[Any]) -> bool:
    """Whether enough of ``members`` refer to others, and some to two of them, as the result of a binary operation does."""
    links = [
        len({id(part) for part in _reach(member) if type(part) is kind and part is not member}) for member in members
    ]
    return sum(number >= 1 for number in links) >= MIN_NODES - 2 and sum(number >= 2 for number in links) >= MIN_JOINS


def _reach(member: Any) -> list[Any]:
    """What an instance holds: in its attributes, and in the containers among them."""
    found = layer = _referents(member)
    for _ in range(3):
        layer = [part for item in layer if type(item) in _CONTAINERS for part in _referents(item)][:_MAX_VISITED]
        found = found + layer
    return found


def _is_own(kind: type, module: str) -> bool:
    if module_of(kind) != module or any(module_of(base).partition(".")[0] == "torch" for base in mro(kind)):
        return False
    return not issubclass(kind, BaseException)


_CONTAINERS = (dict, list, tuple, set)
_LEAVES = frozenset({type(None), bool, int, float, complex, str, bytes, CodeType})


def record_of(thing: Any) -> str | None:
    """What shows a list in ``thing`` to be a record of operations: one of its operations' names, or None.

    Each entry names an operation and the entries that it was computed from, by their numbers: ``(v, "mul", (0, 1))``.
    """
    queue, seen = [thing], set()
    for item in queue:
        if id(item) in seen or type(item) not in _CONTAINERS:
            continue
        seen.add(id(item))
        if type(item) is list and len(item) >= MIN_NODES and (name := _operations(item)) is not None:
            return name
        if len(queue) < _MAX_VISITED:
            queue += _referents(item)[:_MAX_VISITED]
    return None


def _operations(entries: list[Any]) -> str | None:
    names: Counter[str] = Counter()
    joins = 0
    for position, entry in enumerate(entries[:_MAX_VISITED]):
        parts = list(entry.values()) if type(entry) is dict else list(entry) if type(entry) in (tuple, list) else []
        flat = [inner for part in parts for inner in (part if type(part) in (tuple, list) else (part,))]
        earlier = [part for part in flat if type(part) is int and 0 <= part < position]
        operations = [part for part in flat if type(part) is str or type(part) is FunctionType]
        if operations and earlier:
            names[str(getattr(operations[0], "__name__", operations[0]))] += 1
            joins += len(earlier) >= 2
    if names.total() >= MIN_NODES - 1 and joins >= MIN_JOINS and max(names.values()) >= 2:
        return names.most_common(1)[0][0]
    return None
