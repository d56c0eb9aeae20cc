"""Recognising home-made automatic differentiation that keeps a tape: closures replayed in reverse.

Hand work may use closures too: one as a cache, one per layer, called by name, or some for each column. What tells a tape
apart is that many closures of few kinds, made one per elementary operation during a watched forward pass, are called at one
and the same place, and that what one of them gives goes into the next.
"""

import gc
from collections import Counter, deque
from types import CodeType, FrameType
from typing import Any

from .peek import is_array, is_number

MIN_REPLAYS = 5
"""Closures called from one place that make a tape. A two-layer network by hand has four at most."""

MIN_FLOWS = 2
"""Of these, how many are given what an earlier one gave."""

MIN_NODES = 5
MIN_JOINS = 2
"""Rows or objects that refer to others, and those that refer to two, that make a computational graph."""

MAX_VISITED = 2000
referents = gc.get_referents
CONTAINERS = (dict, list, tuple, set)
_COMPREHENSIONS = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})
_MAX_KEPT = 64
_MAX_FOLLOWED = 500
"""Calls from one place after which nothing more is learnt of it."""


class Tape:
    """What was seen of closures during one run."""

    def __init__(self, codes: list[CodeType]) -> None:
        """``codes`` are those of the student's whole file."""
        self._maker: dict[CodeType, CodeType] = {}
        for outer in codes:
            for inner in outer.co_consts:
                if type(inner) is not CodeType or inner.co_name in _COMPREHENSIONS:
                    continue
                if inner.co_freevars and outer.co_cellvars:
                    self._maker[inner] = outer
        self._makers = frozenset(self._maker.values())
        self._made: Counter[CodeType] = Counter()
        self._born = _Births()
        self._places: dict[tuple[CodeType, int], _Place] = {}

    def new_run(self) -> None:
        """Forget what earlier runs made."""
        self._made.clear()
        self._born = _Births()
        self._places.clear()

    def new_call(self) -> None:
        """A watched call begins: what an earlier one replayed is not counted with what this one does."""
        self._places.clear()

    def called(self, frame: FrameType) -> str | None:
        """A call of a student's function: the closure's name when it completes a replay, or None."""
        code = frame.f_code
        if code in self._makers:
            self._made[code] += 1
        maker = self._maker.get(code)
        caller = frame.f_back
        if maker is None or caller is None or not self._made[maker]:
            return None
        # By instruction: closures called by their names may all stand on one line.
        place = self._places.setdefault((caller.f_code, caller.f_lasti), _Place())
        replayed = place.replayed
        replayed[code] += 1
        place.called(frame, self._born.when(frame))
        # A helper nested in one function, called in a loop, was made once: that is no tape.
        if replayed[code] > self._made[maker]:
            return None
        counted = {kind: number for kind, number in replayed.items() if number <= self._made[self._maker[kind]]}
        total = sum(counted.values())
        repeated = any(number >= 2 for number in counted.values())
        if total < MIN_REPLAYS or len(counted) < 2 or not (repeated or len(counted) >= MIN_REPLAYS):
            return None
        return code.co_qualname.replace(".<locals>", "") if place.flowing() else None

    def returned(self, frame: FrameType, result: Any) -> None:
        """A student's function returns: what a closure gave, or which closures a function has made."""
        code, caller = frame.f_code, frame.f_back
        if code in self._makers:
            self._born.made(frame, [inner for inner, maker in self._maker.items() if maker is code])
        if caller is None or code not in self._maker:
            return
        place = self._places.get((caller.f_code, caller.f_lasti))
        if place is not None:
            place.gave(result)


class _Births:
    """When each closure was made, by what it closes over: its frame does not tell which one it belongs to."""

    def __init__(self) -> None:
        self._when: dict[tuple[CodeType, tuple[int, ...]], int] = {}
        self._held: list[Any] = []
        self._count = 0

    def made(self, frame: FrameType, closures: list[CodeType]) -> None:
        if self._count >= MAX_VISITED:
            return
        values = frame.f_locals
        self._count += 1
        for closure in closures:
            held = [values.get(name) for name in closure.co_freevars]
            # Held, so that none of their numbers is given to another object.
            self._held.append(held)
            self._when[closure, tuple(map(id, held))] = self._count

    def when(self, frame: FrameType) -> int | None:
        values = frame.f_locals
        return self._when.get((frame.f_code, tuple(id(values.get(name)) for name in frame.f_code.co_freevars)))


class _Place:
    """One place from which closures are called: what went into them and what came out."""

    def __init__(self) -> None:
        self.replayed: Counter[CodeType] = Counter()
        self._results: deque[Any] = deque(maxlen=_MAX_KEPT)
        self._given: deque[Any] = deque(maxlen=_MAX_KEPT)
        self._flows = self._earlier = self._later = 0
        self._last: int | None = None

    def called(self, frame: FrameType, born: int | None) -> None:
        if self.replayed.total() > _MAX_FOLLOWED or self._flows >= MIN_FLOWS:
            return
        if born is not None:
            if self._last is not None:
                self._earlier += born < self._last
                self._later += born > self._last
            self._last = born
        code, values = frame.f_code, frame.f_locals
        count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 0x04)
        given = [part for name in code.co_varnames[:count] for part in _values(values.get(name))]
        fresh = [part for part in given if not _among(part, self._given)]
        # What a closure only hands on tells nothing: it was there before.
        self._flows += any(_among(part, self._results) for part in fresh)
        self._given.extend(fresh)

    def gave(self, result: Any) -> None:
        if self.replayed.total() <= _MAX_FOLLOWED and self._flows < MIN_FLOWS:
            self._results.extend(_values(result))

    def flowing(self) -> bool:
        """Whether results become arguments; or, where objects that all see carry them, the last made is called first."""
        return self._flows >= MIN_FLOWS or self._earlier > 2 * self._later


def _values(thing: Any) -> list[Any]:
    """The numbers and arrays that are not 0 throughout in an argument or a result."""
    parts = list(thing) if type(thing) in (tuple, list) else list(thing.values()) if type(thing) is dict else [thing]
    return [
        part
        for part in parts[:_MAX_KEPT]
        if (is_number(part) and part != 0) or (is_array(part) and part.size <= 4096 and part.any())
    ]


def _among(part: Any, others: deque[Any]) -> bool:
    return any(part is other or _equal(part, other) for other in others)


def _equal(a: Any, b: Any) -> bool:
    if is_array(a) or is_array(b):
        return getattr(a, "shape", ()) == getattr(b, "shape", ()) and bool((a == b).all())
    return bool(a == b)
