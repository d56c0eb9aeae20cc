"""Recognising home-made automatic differentiation that keeps a graph of linked objects.

That nodes are linked is no more than a suspicion: a graph may be kept to be drawn. It differentiates where nodes hold the slopes
of what they were computed from, or where one and the same place in the program puts numbers on many of them.
"""

from types import CodeType, FrameType
from typing import Any

from .peek import fields, is_array, is_number, module_of, mro
from .tape import CONTAINERS, MAX_VISITED, MIN_JOINS, MIN_NODES, referents

MIN_WRITTEN = 4
"""Nodes that are given a number from one place. By hand, a line for each node does so, or a loop over two layers."""

_LEAVES = frozenset({type(None), bool, int, float, complex, str, bytes, CodeType})
_MAX_ARRAY = 4096
_MAX_FOLLOWED = 64


def graph_of(thing: Any, module: str) -> tuple[str, list[Any]] | None:
    """A student's class whose instances, reachable from ``thing``, form a computational graph: its name and those instances."""
    seen: set[int] = set()
    queue = [thing]
    nodes: dict[type, list[Any]] = {}
    for item in queue:
        kind = type(item)
        if id(item) in seen or kind in _LEAVES or issubclass(kind, type):
            continue
        seen.add(id(item))
        own = is_own(kind, module)
        if own:
            nodes.setdefault(kind, []).append(item)
        if len(queue) < MAX_VISITED and (own or kind in CONTAINERS):
            queue += referents(item)[:MAX_VISITED]
    for kind, members in nodes.items():
        if len(members) >= MIN_NODES and _is_graph(kind, members):
            return kind.__name__, members
    return None


def _is_graph(kind: type, members: list[Any]) -> bool:
    """Whether enough of ``members`` refer to others, and some to two of them, as the result of a binary operation does."""
    links = [len({id(part) for part in _linked(kind, member)}) for member in members]
    return sum(number >= 1 for number in links) >= MIN_NODES - 2 and sum(number >= 2 for number in links) >= MIN_JOINS


def _linked(kind: type, member: Any) -> list[Any]:
    return [part for part in _reach(member) if type(part) is kind and part is not member]


def _reach(member: Any) -> list[Any]:
    """What an instance holds: in its attributes, and in the containers among them."""
    found = layer = referents(member)
    for _ in range(3):
        layer = [part for item in layer if type(item) in CONTAINERS for part in referents(item)][:MAX_VISITED]
        found = found + layer
    return found


def is_own(kind: type, module: str) -> bool:
    """Whether a class is the student's, and neither torch's nor an exception."""
    if module_of(kind) != module or any(module_of(base).partition(".")[0] == "torch" for base in mro(kind)):
        return False
    return not issubclass(kind, BaseException)


def holds_slopes(nodes: list[Any]) -> bool:
    """Whether products hold both their factors beside the nodes that these belong to, and sums two ones: local slopes."""
    products = sums = 0
    for node in nodes[:MAX_VISITED]:
        parents = {id(part): part for part in _linked(type(node), node)}
        if len(parents) != 2:
            continue
        held = [part for part in _reach(node) if _is_value(part)]
        first, second = (_values_of(parent) for parent in parents.values())
        products += any(_has(held, a) and _has(held, b) and _has(held, _product(a, b)) for a in first for b in second)
        sums += sum(_is_one(part) for part in held) >= 2
    return products >= MIN_JOINS and sums >= 1


def _values_of(node: Any) -> list[Any]:
    # A product with 0, such as a gradient not yet known, is held wherever there is a 0.
    return [
        value
        for value in fields(node).values()
        if _is_value(value) and (value != 0 if is_number(value) else value.any())
    ]


def _is_value(thing: Any) -> bool:
    return is_number(thing) or (is_array(thing) and thing.size <= _MAX_ARRAY)


def _is_one(thing: Any) -> bool:
    return is_number(thing) and thing == 1


def _product(a: Any, b: Any) -> Any:
    try:
        return a * b
    except (ArithmeticError, TypeError, ValueError):
        return None


def _has(held: list[Any], value: Any) -> bool:
    return any(_same(part, value) for part in held)


def _same(a: Any, b: Any) -> bool:
    if is_array(a) or is_array(b):
        return getattr(a, "shape", ()) == getattr(b, "shape", ()) and bool((a == b).all())
    return bool(a == b)


class Pushes:
    """Functions that call themselves from object to object and add to each what they are given: backpropagation in general."""

    def __init__(self, module: str) -> None:
        """``module``: that of the student's classes."""
        self._module = module
        self._waiting: dict[int, tuple[Any, dict[str, Any], list[Any]]] = {}
        self._pushed: dict[CodeType, dict[int, Any]] = {}

    def called(self, frame: FrameType) -> None:
        """A function of the student's was called: with one of the objects and a number, it may add."""
        code = frame.f_code
        if code.co_argcount < 2 or code.co_name == "__init__" or not _calls_itself(frame):
            return
        values: dict[str, Any] = frame.f_locals
        given: list[Any] = [values.get(name) for name in code.co_varnames[: code.co_argcount]]
        node = next((part for part in given[:3] if is_own(type(part), self._module)), None)
        amounts = [part.copy() if is_array(part) else part for part in given if _is_quantity(part)]
        if node is not None and amounts:
            self._waiting[id(frame)] = node, _quantities(node), amounts

    def returned(self, frame: FrameType) -> str | None:
        """It returns: the class of the objects, when it has added to enough of a graph's."""
        waiting = self._waiting.pop(id(frame), None)
        if waiting is None:
            return None
        node, before, amounts = waiting
        now = _quantities(node)
        added = [name for name, old in before.items() if name in now and _moved(old, now[name])]
        if not any(_same(now[name], _sum(before[name], amount)) for name in added for amount in amounts):
            return None
        pushed = self._pushed.setdefault(frame.f_code, {})
        if id(node) in pushed or len(pushed) >= _MAX_FOLLOWED:
            return None
        pushed[id(node)] = node
        if len(pushed) < MIN_WRITTEN:
            return None
        found = graph_of(list(pushed.values()), self._module)
        return found[0] if found is not None else None


def _calls_itself(frame: FrameType) -> bool:
    """Whether a function was called by itself, perhaps by way of a function or two."""
    caller = frame.f_back
    for _ in range(3):
        if caller is None:
            return False
        if caller.f_code is frame.f_code:
            return True
        caller = caller.f_back
    return False


def _sum(a: Any, b: Any) -> Any:
    try:
        return a + b
    except (ArithmeticError, TypeError, ValueError):
        return None


def _is_quantity(thing: Any) -> bool:
    return (is_number(thing) and type(thing) is not int) or (is_array(thing) and thing.size <= _MAX_ARRAY)


def _quantities(node: Any) -> dict[str, Any]:
    """The numbers on a node; of arrays, copies, for they may be changed in place."""
    return {
        name: value.copy() if is_array(value) else value
        for name, value in fields(node).items()
        if _is_quantity(value) or type(value) is int
    }


def _moved(before: Any, now: Any) -> bool:
    """Whether a number has become another one, and not merely been set back to 0."""
    return not _same(before, now) and bool((now != 0).any() if is_array(now) else now != 0)


class Lines:
    """Which lines put numbers on the nodes of a graph that an earlier call has made."""

    def __init__(self, name: str, nodes: list[Any]) -> None:
        """``name``: the class of ``nodes``."""
        self.name = name
        self._nodes = nodes[:_MAX_FOLLOWED]
        self._before = [_quantities(node) for node in self._nodes]
        self._last: tuple[CodeType, int] | None = None
        self._written: dict[tuple[CodeType, int], set[int]] = {}
        self._times: dict[tuple[CodeType, int], int] = {}

    def reached(self, frame: FrameType | None) -> int | None:
        """A line is about to be executed: the last one's number, if that shows that the graph differentiates."""
        last, self._last = self._last, None if frame is None else (frame.f_code, frame.f_lineno)
        if last is None:
            return None
        changed = set()
        for number, node in enumerate(self._nodes):
            now = _quantities(node)
            before, self._before[number] = self._before[number], now
            if any(name in now and _moved(old, now[name]) for name, old in before.items()):
                changed.add(number)
        if not changed:
            return None
        written = self._written.setdefault(last, set())
        written |= changed
        self._times[last] = self._times.get(last, 0) + 1
        return last[1] if len(written) >= MIN_WRITTEN and self._times[last] >= 2 else None
