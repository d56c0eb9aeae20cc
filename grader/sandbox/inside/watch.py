"""Watching what graded callables do while they run, and which of the stub's callables ran at all.

Python's profile hook sees calls of Python functions and of builtins, torch's dispatcher sees every operator,
audit hooks see attempts to get at the watch itself. A sighting is reported at once, before the forbidden call proceeds.
"""

import importlib
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import CodeType, FrameType, ModuleType
from typing import Any

from . import gates
from .job import Job
from .modes import make_mode
from .own import Own, learn
from .peek import codes_in
from .quiet import Quiet
from .region import File, Region, Report
from .rules import PLUMBING, Rules
from .tampering import Tampering, is_suspicious
from .tape import Tape
from .tensors import torch_if_loaded

_THREADS = frozenset(
    {"threading", "_thread", "concurrent", "multiprocessing", "ThreadPoolExecutor", "Thread", "import_module"}
)
_FIND_AND_LOAD = importlib._bootstrap._find_and_load.__code__  # type: ignore[attr-defined]
_setprofile, _getprofile, _getframe = sys.setprofile, sys.getprofile, sys._getframe
_settrace, _gettrace = sys.settrace, sys.gettrace


class Watcher:
    """The watch over one job. Dormant, and free of cost, for jobs that have neither watches nor a stub."""

    def __init__(self, job: Job, report: Report) -> None:
        """``report(rule, callable, what, line)`` sends a violation to the host."""
        self._job = job
        self._names = frozenset(name for watch in job.watches for name in watch.callables)
        self._rules = {name: Rules([w for w in job.watches if name in w.callables]) for name in self._names}
        self._classes: list[str] = []
        self._own: dict[CodeType, Own] = {}
        self._file = File(job.filename, report)
        self._mode: Any = None
        self._hook = self._make_hook()
        self._region: Region | None = None
        self._arguments: list[Any] = []
        self._given: list[Any] = []
        self._forbidding = any(not rules.requiring_only for rules in self._rules.values())
        self._followed: set[str] = set()
        self._awake = self._hooked = self._engine = self._entered = self._traced = self._blinded = False
        self._ran: set[str] = set()
        self._quiet = Quiet()

    def importing(self, code: CodeType) -> AbstractContextManager[None]:
        """Around the import of the file, whose code this is: only tampering is looked for."""
        if torch_if_loaded() is not None and any(rules.home_made for rules in self._rules.values()):
            gates.put_up()
        if self._names:
            self._file.tampering = Tampering(self._job.filename, self._tampered, audit=is_suspicious(code))
        return _Importing(self._file.tampering)

    def learn(self, module: ModuleType, code: CodeType) -> None:
        """Take note of the functions that the file defines."""
        file = self._file
        file.module, file.globals = module.__name__, module.__dict__
        if self._names:
            self._quiet.begin()
        if self._names or self._job.stub:
            self._own = learn(module, self._job.filename, self._job.stub, self._names)
            codes = codes_in(code)
            file.tape = Tape(codes) if any(inner.co_freevars for inner in codes) else None
            file.has_classes = any("__qualname__" in inner.co_names for inner in codes)
            self._classes = sorted(name for name in self._names if isinstance(module.__dict__.get(name), type))
            if any(name in _THREADS for inner in codes for name in inner.co_names):
                # For threads that the file starts; in this one the hook is set for the time of a call only.
                threading.setprofile(self._hook)

    def new_run(self, watched: bool) -> None:
        """A run begins: nothing of the one before matters any more."""
        self._awake = watched and bool(self._names or self._job.stub)
        if self._awake and self._names:
            self._quiet.begin()
        else:
            self._quiet.end()
        self._given = []
        self._ran = set()
        self._followed = set()
        self._file.graph = None
        if self._file.tape is not None:
            self._file.tape.new_run()

    def begin(self, target: str, arguments: list[Any]) -> None:
        """A call begins."""
        self._hooked = False
        if not self._awake:
            return
        self._ran = set()
        self._file.reported.clear()
        # What an earlier call of the run was given (an eps, say) may be in a cache by now.
        self._given.extend(arguments)
        self._arguments, self._blinded = self._given, False
        name = next((name for name in (target, target.partition(".")[0]) if name in self._names), None)
        requiring = name is not None and self._rules[name].requiring_only
        if not self._job.stub and (name in self._followed if requiring else not self._forbidding):
            self._quiet.end()
            return
        self._hooked = True
        self._region = self._make_region(name, None) if name is not None else None
        self._engine = target == "vjp" and bool(self._classes)
        # What must be seen calls functions by their names: the dispatcher is watched for those who hide what they do.
        self._entered = self._forbidding and not requiring and torch_if_loaded() is not None
        if self._entered:
            self._mode = self._mode or make_mode(self._operator)
            self._mode.__enter__()
        if (self._job.quotients or self._file.graph is not None) and _gettrace() is None:
            self._traced = True
            self._quietly(_settrace, self._trace)
        self._quietly(_setprofile, self._hook)
        self._quiet.end()

    def given(self, defaults: tuple[Any, ...]) -> None:
        """What the callable fills in for arguments that it was not given."""
        self._given.extend(defaults)

    def end(self, returned: bool, result: Any) -> None:
        """The call is over, one way or another."""
        if self._awake and self._names:
            self._quiet.begin()
        if not self._hooked:
            return
        lost = _getprofile() is not self._hook
        self._quietly(_setprofile, None)
        if self._traced:
            self._traced = False
            self._quietly(_settrace, None)
        if self._entered:
            try:
                self._mode.__exit__(None, None, None)
            except BaseException:
                # Someone else has taken it off the stack of modes.
                lost, self._mode = True, None
        region, self._region = self._region, None
        if region is not None and returned:
            region.returned(result, blinded=lost or self._blinded)
        self._arguments = []

    def executed(self) -> list[str]:
        """Which of the stub's callables ran during the last call."""
        return sorted(self._ran)

    def _make_region(self, name: str, owner: FrameType | None) -> Region:
        return Region(name, self._rules[name], self._file, self._arguments, owner)

    def _make_hook(self) -> Callable[[FrameType, str, Any], None]:
        # The student's own functions are told by their globals: f_code is audited, and audit hooks take time.
        file = self._file

        def hook(frame: FrameType, event: str, argument: Any) -> None:
            try:
                region = self._region
                if event == "call":
                    if frame.f_globals is file.globals:
                        self._own_called(frame, region)
                    elif region is not None:
                        if frame.f_code is _FIND_AND_LOAD:
                            self._pause(frame)
                        elif region.foreign_called(frame) and region.rules.requiring_only:
                            self._content(region)
                elif region is None:
                    return
                elif event == "c_call":
                    if argument.__name__ in region.builtins:
                        region.builtin_called(argument, frame)
                elif event == "return" and frame.f_globals is file.globals:
                    region.own_returned(frame, argument)
                    if frame is region.owner:
                        self._region = None
            except (RecursionError, MemoryError):
                # Raised further, it would end the student's own call, and with it the watch: a way to blind it.
                self._blinded = True
            except Exception:
                # Objects in unusual states (tensors within torch's transforms): nothing can be said of them.
                return

        return hook

    def _content(self, region: Region) -> None:
        """What was to be seen in a region was seen: the rest of the call, and of the run, goes at full speed."""
        self._followed.add(region.name)
        if not self._job.stub:
            self._hooked, self._region = False, None
            self._quietly(_setprofile, None)

    def _own_called(self, frame: FrameType, region: Region | None) -> None:
        code = frame.f_code
        own = self._own.get(code)
        if own is None:
            own = self._own[code] = Own(code)
        if own.stub is not None:
            self._ran.add(own.stub)
        if region is None:
            name = own.entry or (self._class_of(code) if self._engine else None)
            if name is None:
                return
            region = self._region = self._make_region(name, frame)
        region.own_called(frame, own)

    def _class_of(self, code: CodeType) -> str:
        """The watched class on whose behalf autograd's engine calls a function of the student's."""
        head = code.co_qualname.partition(".")[0]
        return head if head in self._classes else self._classes[0]

    def _pause(self, importing: FrameType) -> None:
        """Let an import run with as little watching as may be: a large library makes a million calls in its own."""
        own, hook = self._file.globals, self._hook

        def light(frame: FrameType, event: str, argument: Any) -> None:
            if (event == "return" and frame is importing) or frame.f_globals is own:
                self._quietly(_setprofile, hook)
                hook(frame, event, argument)

        self._quietly(_setprofile, light)

    def _trace(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Follow the student's functions line by line, where there are difference quotients or a graph."""
        if frame.f_globals is not self._file.globals:
            return None
        region = self._region
        if region is None:
            return self._trace
        try:
            if event == "line":
                region.own_line(frame, self._job.quotients)
            elif event == "return" and region.lines is not None:
                region.line_done(frame.f_back)
        except Exception:
            # Raised further, it would end the student's own call. Of objects in unusual states nothing can be said.
            region.lines = None
        return self._trace

    def _operator(self, name: str, task: int) -> None:
        if self._region is not None:
            self._region.operator(name, task, _getframe(1))
        elif self._engine and task >= 0 and name not in PLUMBING:
            # The engine is at work, and not on anything that the watched class wrote.
            name = f"torch's own derivative, by {name}"
            for kind in self._classes:
                if self._rules[kind].home_made:
                    self._file.violation("autodiff", kind, name, None)

    def _tampered(self, what: str, line: int | None, importing: bool) -> None:
        if importing:
            self._file.violation("tampering", "", what, line)
        elif self._region is not None and self._region.rules.tampering:
            self._file.violation("tampering", self._region.name, what, line)

    def _quietly(self, setter: Callable[[Any], None], hook: Any) -> None:
        """Set a hook without taking it for tampering."""
        tampering = self._file.tampering
        if tampering is not None:
            tampering.quiet = True
        setter(hook)
        if tampering is not None:
            tampering.quiet = False


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
