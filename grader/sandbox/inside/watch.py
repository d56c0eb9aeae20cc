"""Watching what graded callables do while they run, and which of the stub's callables ran at all.

Python's profile hook sees calls of Python functions and of builtins, torch's dispatcher sees every operator,
audit hooks see attempts to get at the watch itself. A sighting is reported at once, before the forbidden call proceeds.
A *region* is the time during which a watched callable is running.
"""

import importlib
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import CodeType, FrameType, ModuleType
from typing import Any

from . import overloads
from .differences import Differences
from .job import Job
from .modes import make_mode
from .own import Own, learn
from .peek import codes_in
from .rules import Rules, Sighting
from .tampering import Tampering, is_suspicious
from .tape import Tape, graph_of
from .tensors import torch_if_loaded

Report = Callable[[str, str, str, int | None], None]
_UNKNOWN = object()
_NOTHING = Rules([])
_FIND_AND_LOAD = importlib._bootstrap._find_and_load.__code__  # type: ignore[attr-defined]
_setprofile, _getprofile, _getframe = sys.setprofile, sys.getprofile, sys._getframe


class Watcher:
    """The watch over one job. Dormant, and free of cost, for jobs that have neither watches nor a stub."""

    def __init__(self, job: Job, report: Report) -> None:
        """``report(rule, callable, what, line)`` sends a violation to the host."""
        self._job, self._report = job, report
        self._names = frozenset(name for watch in job.watches for name in watch.callables)
        self._rules = {name: Rules([w for w in job.watches if name in w.callables]) for name in self._names}
        self._classes: list[str] = []
        self._own: dict[CodeType, Own] = {}
        self._foreign: dict[tuple[str, CodeType], Sighting | None] = {}
        self._tape: Tape | None = None
        self._has_classes = False
        self._awake = False
        self._entered = False
        self._mode: Any = None
        self._module = ""
        self._globals: dict[str, Any] = {}
        self._hook = self._make_hook()
        self._forget()
        self._tampering: Tampering | None = None

    def _forget(self) -> None:
        self.region: str | None = None
        self._owner: FrameType | None = None
        self._engine = False
        self._task = -1
        self._active = _NOTHING
        self._ran: set[str] = set()
        self._reported: set[tuple[str, str, int | None]] = set()
        self._pending: dict[int, overloads.Pending] = {}
        self._differences: Differences | None = None
        self._arguments: list[Any] = []
        self._blinded = False

    # -- a job's life ---------------------------------------------------------------------------------------------

    def importing(self, code: CodeType) -> AbstractContextManager[None]:
        """Around the import of the file, whose code this is: only tampering is looked for."""
        if self._names:
            self._tampering = Tampering(self._job.filename, self._tampered, audit=is_suspicious(code))
        return _Importing(self._tampering)

    def learn(self, module: ModuleType, code: CodeType) -> None:
        """Take note of the functions that the file defines."""
        self._module, self._globals = module.__name__, module.__dict__
        if self._names or self._job.stub:
            self._own = learn(module, self._job.filename, self._job.stub, self._names)
            codes = codes_in(code)
            self._tape = Tape(codes) if any(inner.co_freevars for inner in codes) else None
            self._has_classes = any("__qualname__" in inner.co_names for inner in codes)
            # For threads that the file starts; in this one the hook is set for the time of a call only.
            threading.setprofile(self._hook)
            self._classes = sorted(name for name in self._names if isinstance(module.__dict__.get(name), type))

    def new_run(self, watched: bool) -> None:
        """A run begins: nothing of the one before matters any more."""
        self._awake = watched and bool(self._names or self._job.stub)
        self._ran = set()
        if self._tape is not None:
            self._tape.new_run()

    def begin(self, target: str, arguments: list[Any]) -> None:
        """A call begins."""
        if not self._awake:
            return
        self._forget()
        self._arguments = arguments
        head = target.partition(".")[0]
        self._engine = target == "vjp" and bool(self._classes)
        if self._names and torch_if_loaded() is not None:
            self._mode = self._mode or make_mode(self._operator)
            self._mode.__enter__()
            self._entered = True
        else:
            self._entered = False
        if head in self._names:
            self._enter(head, None)
        self._set_hook(self._hook)

    def _set_hook(self, hook: Any) -> None:
        if self._tampering is not None:
            self._tampering.quiet = True
        _setprofile(hook)
        if self._tampering is not None:
            self._tampering.quiet = False

    def end(self, returned: bool, result: Any) -> None:
        """The call is over, one way or another."""
        if not self._awake:
            return
        lost = _getprofile() is not self._hook
        self._set_hook(None)
        if self._entered:
            try:
                self._mode.__exit__(None, None, None)
            except BaseException:
                lost, self._mode = True, None
        region = self.region
        if region is not None and returned:
            if (lost or self._blinded) and self._active.tampering:
                self._violation("tampering", "the watch was switched off", None)
            if self._has_classes and self._active.home_made and (name := graph_of(result, self._module)):
                self._violation("autodiff", f"the graph of {name} objects", None)
        self.region = None
        self._arguments = []

    def executed(self) -> list[str]:
        """Which of the stub's callables ran during the last call."""
        return sorted(self._ran)

    # -- regions --------------------------------------------------------------------------------------------------

    def _enter(self, name: str, owner: FrameType | None) -> None:
        self.region, self._owner = name, owner
        self._active = self._rules[name]
        if self._active.finite_differences:
            self._differences = Differences(self._arguments)
        torch = torch_if_loaded()
        self._task = torch.current_task() if torch is not None else -1
        self._builtins = self._active.builtins

    def _leave(self) -> None:
        self.region = self._owner = None

    # -- the hook -------------------------------------------------------------------------------------------------

    def _make_hook(self) -> Callable[[FrameType, str, Any], None]:
        # The student's own functions are told by their globals: f_code is audited, and audit hooks take time.
        def hook(frame: FrameType, event: str, argument: Any) -> None:
            try:
                if event == "call":
                    if frame.f_globals is self._globals:
                        self._own_call(frame)
                    elif self.region is not None:
                        self._foreign_call(frame)
                elif event == "c_call":
                    if self.region is not None and argument.__name__ in self._builtins:
                        self._builtin_call(argument)
                elif event == "return" and frame.f_globals is self._globals:
                    if self.region is not None:
                        self._own_return(frame, argument)
                    if frame is self._owner:
                        self._leave()
            except (RecursionError, MemoryError):
                # Raised further, it would end the student's own call, and with it the watch: a way to blind it.
                self._blinded = True
            except Exception:
                # Objects in unusual states (tensors within torch's transforms): nothing can be said of them.
                return

        return hook

    def _pause(self, importing: FrameType) -> None:
        """Let an import run with as little watching as may be: a large library makes a million calls in its own."""
        own, hook = self._globals, self._hook

        def light(frame: FrameType, event: str, argument: Any) -> None:
            if (event == "return" and frame is importing) or frame.f_globals is own:
                self._set_hook(hook)
                hook(frame, event, argument)

        self._set_hook(light)

    def _own_call(self, frame: FrameType) -> None:
        code = frame.f_code
        own = self._own.get(code)
        if own is None:
            own = self._own[code] = Own(code)
        if own.stub is not None:
            self._ran.add(own.stub)
        if self.region is None:
            if own.entry is not None:
                self._enter(own.entry, frame)
            elif self._engine:
                self._enter(self._class_of(code), frame)
            else:
                return
        active = self._active
        if active.home_made:
            if own.arithmetic is not None:
                self._pending[id(frame)] = overloads.Pending(frame, own.arithmetic)
            if self._tape is not None and (name := self._tape.called(frame)) is not None:
                self._violation("autodiff", f"closures replayed from a tape ({name})", _line(frame, self._job.filename))
        if self._differences is not None:
            self._differ(frame)
        if own.walks is not None and active.tampering:
            self._violation("tampering", own.walks, frame.f_lineno)

    def _differ(self, frame: FrameType) -> None:
        if self._differences is not None and (what := self._differences.called(frame)) is not None:
            self._violation("finite_differences", what, _line(frame.f_back, self._job.filename))

    def _own_return(self, frame: FrameType, result: Any) -> None:
        pending = self._pending.pop(id(frame), None)
        if pending is not None and pending.operands:
            name = overloads.overloading_class(pending.operands[0], self._job.filename)
            if name is not None and overloads.differentiates(pending, result):
                self._violation("autodiff", f"{name}.{frame.f_code.co_name}", frame.f_lineno)
        if self._differences is not None and self._differences.returned(frame.f_locals.values()):
            self._violation("finite_differences", "a tiny imaginary part (complex step)", frame.f_lineno)

    def _class_of(self, code: CodeType) -> str:
        head = code.co_qualname.partition(".")[0]
        return head if head in self._classes else self._classes[0]

    def _foreign_call(self, frame: FrameType) -> None:
        code = frame.f_code
        if code is _FIND_AND_LOAD:
            self._pause(frame)
            return
        key = (str(self.region), code)
        found: Any = self._foreign.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            module = str(frame.f_globals.get("__name__", ""))
            found = self._foreign[key] = self._active.function(module, code.co_qualname)
        if found is not None:
            self._sighting(found, frame)
        if self._tampering is not None and self._active.tampering:
            self._tampering.called(frame)
        if self._differences is not None and frame.f_globals.get("__name__", "").startswith("numpy"):
            # Of numpy's own functions, those that the student's code calls: x.mean() of an array moved by a step.
            caller = frame.f_back
            if caller is not None and caller.f_code.co_filename == self._job.filename:
                self._differ(frame)

    def _builtin_call(self, builtin: Any) -> None:
        found = self._active.builtin(builtin.__name__, builtin.__self__, builtin.__module__)
        if found is not None:
            self._sighting(found, _getframe(1))

    def _operator(self, name: str, task: int) -> None:
        if self.region is None:
            return
        found = self._active.operator(name)
        if found is None and self._active.autodiff and task >= 0 and task != self._task:
            found = Sighting("autodiff", "torch.autograd")
        if found is not None:
            self._sighting(found, _getframe(1))

    # -- reporting ------------------------------------------------------------------------------------------------

    def _sighting(self, found: Sighting, frame: FrameType) -> None:
        self._violation(found.rule, found.what, _line(frame, self._job.filename))

    def _violation(self, rule: str, what: str, line: int | None) -> None:
        name = self.region or ""
        key = (rule, name, line)
        # One call is often seen several times on its way down: F.relu, torch.relu, aten.relu.
        if key not in self._reported and len(self._reported) < 40:
            self._reported.add(key)
            self._report(rule, name, what, line)

    def _tampered(self, what: str, line: int | None, importing: bool) -> None:
        if importing or (self.region is not None and self._active.tampering):
            self._violation("tampering", what, line)


class _Importing(AbstractContextManager[None]):
    """Marks the time of the import for the audit hook."""

    def __init__(self, tampering: Tampering | None) -> None:
        self._tampering = tampering

    def __enter__(self) -> None:
        if self._tampering is not None:
            self._tampering.importing = True

    def __exit__(self, *failure: object) -> None:
        if self._tampering is not None:
            self._tampering.importing = False


def _line(frame: FrameType | None, filename: str) -> int | None:
    """The line of the nearest frame of the student's own."""
    while frame is not None:
        if frame.f_code.co_filename == filename:
            return frame.f_lineno
        frame = frame.f_back
    return None
