"""A region: the time during which one watched callable runs, and what is looked for meanwhile."""

from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from numpy import errstate

from . import overloads
from .continuations import Continuations
from .differences import Differences
from .graphs import Lines, Pushes, graph_of, holds_slopes
from .jets import Jets, Matrices
from .own import Own
from .records import Changed, record_of
from .rules import Rules, Sighting
from .tampering import Tampering
from .tape import Tape
from .tensors import torch_if_loaded

Report = Callable[[str, str, str, int | None], None]
_UNKNOWN = object()
MAX_REPORTS = 40
"""Violations that are reported of one call."""


class File:
    """What the watch knows of the student's file."""

    def __init__(self, filename: str, report: Report) -> None:
        """``report(rule, callable, what, line)`` tells the host. The rest is known once the file is imported."""
        self.filename, self._report = filename, report
        self.module = ""
        self.globals: dict[str, Any] = {}
        self.has_classes = False
        self.tape: Tape | None = None
        self.tampering: Tampering | None = None
        self.graph: tuple[str, list[Any]] | None = None
        """Linked objects that an earlier call of the run has returned: a graph, if only to be drawn."""
        self.foreign: dict[tuple[str, CodeType], Sighting | None] = {}
        """What is to be thought of each function that is not the student's own, by region and code."""
        self.reported: set[tuple[str, str, int | None]] = set()

    def violation(self, rule: str, name: str, what: str, line: int | None) -> None:
        """Report, once for each rule and line: one call is often seen several times on its way down."""
        key = (rule, name, line)
        if key not in self.reported and len(self.reported) < MAX_REPORTS:
            self.reported.add(key)
            self._report(rule, name, what, line)

    def line_of(self, frame: FrameType | None) -> int | None:
        """The line of the nearest frame of the student's own."""
        while frame is not None:
            # Code that the file has made of a string shares its globals, but not its lines.
            if frame.f_globals is self.globals and frame.f_code.co_filename == self.filename:
                return frame.f_lineno
            frame = frame.f_back
        return None


class Region:
    """One watched callable, running."""

    def __init__(self, name: str, rules: Rules, file: File, arguments: list[Any], owner: FrameType | None) -> None:
        """``owner`` is the frame at whose return the region ends; None for one that lasts as long as the call."""
        self.name, self.rules, self.owner = name, rules, owner
        self.builtins = rules.builtins
        self._file = file
        self._pending: dict[int, overloads.Pending] = {}
        self._jets, self._matrices = Jets(), Matrices()
        self._continuations = Continuations(file.module)
        self._duals = overloads.Duals()
        self._pushes = Pushes(file.module) if file.has_classes else None
        self._changed = Changed(file.globals) if rules.home_made else None
        self.lines = Lines(*file.graph) if rules.home_made and file.graph is not None else None
        """Which lines write on that graph, in files whose lines are followed."""
        if file.tape is not None:
            file.tape.new_call()
        self._differences = Differences(arguments) if rules.finite_differences else None
        torch = torch_if_loaded()
        self._task = torch.current_task() if torch is not None else -1

    def own_called(self, frame: FrameType, own: Own) -> None:
        """A function of the student's was called."""
        if self.rules.home_made:
            if own.arithmetic is not None:
                self._pending[id(frame)] = overloads.Pending(frame, own.arithmetic)
            self._jets.called(frame)
            self._continuations.called(frame)
            if self._pushes is not None:
                self._pushes.called(frame)
            tape = self._file.tape
            if tape is not None and (name := tape.called(frame)) is not None:
                self._violation("autodiff", f"closures replayed from a tape ({name})", self._file.line_of(frame))
            if own.walks and torch_if_loaded() is not None:
                self._violation("autodiff", "the nodes of torch's own graph", frame.f_lineno)
        if self._differences is not None:
            self._differ(frame)
        if own.reaches is not None and self.rules.tampering:
            self._violation("tampering", own.reaches, frame.f_lineno)

    def own_returned(self, frame: FrameType, result: Any) -> None:
        """A function of the student's is about to return."""
        pending = self._pending.pop(id(frame), None)
        if pending is not None and pending.operands:
            name = overloads.overloading_class(pending.operands[0], self._file.filename)
            if name is not None and self._duals.differentiates(pending, result):
                self._violation("autodiff", f"{name}.{frame.f_code.co_name}", frame.f_lineno)
        if self.rules.home_made:
            if (name := self._jets.returned(frame, result)) is not None:
                self._violation("autodiff", f"{name}, a product rule on pairs", frame.f_lineno)
            if (name := self._continuations.returned(frame)) is not None:
                self._violation("autodiff", f"{name}, which hands gradients on", frame.f_lineno)
            if self._pushes is not None and (name := self._pushes.returned(frame)) is not None:
                self._violation("autodiff", f"the graph of {name} objects", self._file.line_of(frame))
            if self._file.tape is not None:
                self._file.tape.returned(frame, result)
        if self._differences is not None and self._differences.returned(frame.f_locals.values()):
            self._violation("finite_differences", "a tiny imaginary part (complex step)", frame.f_lineno)

    def own_line(self, frame: FrameType, quotients: frozenset[int]) -> None:
        """A line of the student's is about to be executed."""
        self.line_done(frame)
        if self._differences is not None and frame.f_lineno in quotients:
            self._violation("finite_differences", "a difference quotient", frame.f_lineno)

    def line_done(self, following: FrameType | None) -> None:
        """A line was executed; the next one to be is in ``following``."""
        if self.lines is not None and (line := self.lines.reached(following)) is not None:
            self._violation("autodiff", f"the graph of {self.lines.name} objects", line)

    def foreign_called(self, frame: FrameType) -> bool:
        """A Python function of some library was called. Whether the rules speak of it."""
        code = frame.f_code
        key = (self.name, code)
        found: Any = self._file.foreign.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            module = str(frame.f_globals.get("__name__", ""))
            found = self._file.foreign[key] = self.rules.function(module, code.co_qualname)
        if found is not None:
            self._sighting(found, frame)
        if self.rules.home_made and (name := self._matrices.called(frame)) is not None:
            self._violation("autodiff", f"{name} of a matrix [[a, b], [0, a]]", self._file.line_of(frame))
        if self._file.tampering is not None and self.rules.tampering:
            self._file.tampering.called(frame)
        if self._differences is not None and frame.f_globals.get("__name__", "").startswith("numpy"):
            # Of numpy's own functions, those that the student's code calls: x.mean() of an array moved by a step.
            caller = frame.f_back
            if caller is not None and caller.f_globals is self._file.globals:
                self._differ(frame)
        return found is not None

    def builtin_called(self, builtin: Any, frame: FrameType) -> None:
        """A builtin whose name is among :attr:`builtins` is about to be called from ``frame``."""
        tampering = self._file.tampering
        if tampering is not None and tampering.quiet:
            return
        found = self.rules.builtin(builtin.__name__, builtin.__self__, builtin.__module__)
        if found is not None:
            self._sighting(found, frame)

    def operator(self, name: str, task: int, frame: FrameType) -> None:
        """An operator of torch is about to be executed, within the engine's ``task`` (-1: outside autograd's engine)."""
        found = self.rules.operator(name)
        if found is None and self.rules.autodiff and task >= 0 and task != self._task:
            found = Sighting("autodiff", "torch.autograd")
        if found is not None:
            self._sighting(found, frame)

    def returned(self, result: Any, *, blinded: bool) -> None:
        """The watched callable returned; ``blinded`` when the watch did not last as long as it did."""
        if blinded and self.rules.tampering:
            self._violation("tampering", "the watch was switched off", None)
        if not self.rules.home_made:
            return
        with errstate(all="ignore"):
            self._kept(result)

    def _kept(self, result: Any) -> None:
        """Look through what was returned, and what was kept outside, for graphs and records of operations."""
        if self._file.has_classes and (found := graph_of(result, self._file.module)):
            self._file.graph = found
            if holds_slopes(found[1]):
                self._violation("autodiff", f"the graph of {found[0]} objects", None)
        lists = self._changed.lists() if self._changed is not None else []
        if name := record_of([result, *lists]):
            self._violation("autodiff", f"a list that records operations ({name})", None)

    def _differ(self, frame: FrameType) -> None:
        if self._differences is not None and (what := self._differences.called(frame)) is not None:
            self._violation("finite_differences", what, self._file.line_of(frame.f_back))

    def _sighting(self, found: Sighting, frame: FrameType) -> None:
        self._violation(found.rule, found.what, self._file.line_of(frame))

    def _violation(self, rule: str, what: str, line: int | None) -> None:
        self._file.violation(rule, self.name, what, line)
