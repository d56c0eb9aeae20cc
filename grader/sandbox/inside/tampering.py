"""Attempts of a student's file to get at the watch: replacing hooks, walking the stack or the heap, raw memory.

Libraries do some of these for good reasons. They count only where the student's own file is what calls them.
"""

import sys
from collections.abc import Callable
from opcode import opmap
from types import CodeType, FrameType
from typing import Any

from .peek import codes_in

_ALWAYS = frozenset(
    {"sys.setprofile", "sys.settrace", "sys.addaudithook", "gc.get_objects", "gc.get_referrers", "gc.get_referents"}
    | {"sys._current_frames", "sys.monitoring.register_callback", "_thread.start_new_thread"},
)
_WHOEVER = frozenset({"sys.setprofile", "sys.settrace", "sys.addaudithook", "sys.monitoring.register_callback"})
"""Those of them that no library needs while hand work runs: code that a file makes of strings may call itself a library."""

_PREFIXES = ("ctypes.",)
_AT_IMPORT = frozenset({"gc.get_objects", "gc.get_referrers", "sys.setprofile", "sys.settrace", "sys.addaudithook"})
_THROUGH = frozenset({"ctypes", "inspect", "gc", "contextlib"})
"""Modules that are looked through to see who called."""

_FUNCTIONS = {
    "threading": frozenset({"setprofile", "settrace", "setprofile_all_threads", "settrace_all_threads"}),
    "torch.utils._python_dispatch": frozenset(
        {
            "_disable_current_modes",
            "_pop_mode",
            "_pop_mode_temporarily",
            "_unset_infra_mode",
            "TorchDispatchMode.__exit__",
        }
    ),
    "torch.overrides": frozenset({"_pop_mode", "_pop_mode_temporarily"}),
}
"""Python functions that switch a watch off."""

_HARMLESS = frozenset(
    {"array", "math", "cmath", "random", "time", "collections", "itertools", "functools", "dataclasses", "abc", "warnings", "copy"}
    | {"statistics", "decimal", "fractions", "numbers", "enum", "typing", "__future__", "re", "datetime", "os", "numpy", "csv"}
)
"""Modules of the standard library that lead nowhere by themselves."""

_SUSPICIOUS = frozenset(sys.stdlib_module_names - _HARMLESS) | frozenset(
    [
        "gc",
        "sys",
        "ctypes",
        "inspect",
        "threading",
        "_thread",
        "concurrent",
        "multiprocessing",
        "traceback",
        "getattr",
        "__import__",
        "importlib",
        "import_module",
        "exec",
        "eval",
        "compile",
        "globals",
        "vars",
        "locals",
        "__builtins__",
        "builtins",
        "__dict__",
        "__subclasses__",
        "__globals__",
        "__self__",
        "cffi",
        "mmap",
        "faulthandler",
        "_C",
        "_python_dispatch",
        "operator",
        "attrgetter",
        "pydoc",
        "pkgutil",
        "runpy",
        "code",
        "types",
        "sys",
        "settrace",
        "setprofile",
        "_getframe",
        "__getattribute__",
        "get_type_hints",
        "load",
        "loads",
        "sympify",
    ]
)

_MATCH_CLASS = opmap.get("MATCH_CLASS", 0)
"""Takes attributes by names that stand among the constants."""

_getframe = sys._getframe
_addaudithook = sys.addaudithook


def is_suspicious(code: CodeType) -> bool:
    """Whether a file names anything that an attempt needs. Audit hooks slow everything down; most files do without."""
    return any(
        _MATCH_CLASS in inner.co_code[::2] or not _SUSPICIOUS.isdisjoint(inner.co_names) for inner in codes_in(code)
    )


class Tampering:
    """An audit hook, and the table of functions above."""

    def __init__(self, filename: str, report: Callable[[str, int | None, bool], None], *, audit: bool) -> None:
        """``report(what, line, importing)`` is called for each attempt. An audit hook cannot be removed again."""
        self._filename, self._report = filename, report
        self.importing = False
        self.quiet = False
        """Set while the watch itself does what would be tampering from anyone else."""
        if audit:
            _addaudithook(self._audit)

    def called(self, frame: FrameType) -> None:
        """A Python function that is not the student's was called."""
        names = _FUNCTIONS.get(str(frame.f_globals.get("__name__", "")))
        if names is not None and frame.f_code.co_qualname in names:
            self._judge(frame.f_code.co_qualname, frame.f_back)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.quiet or not (event in _ALWAYS or event == "sys._getframe" or event.startswith(_PREFIXES)):
            return
        self.quiet = True
        try:
            if event == "sys._getframe" and not self._outside(arguments):
                return
            self._judge(event, _getframe(1))
        finally:
            self.quiet = False

    def _line(self, frame: FrameType | None) -> int | None:
        while frame is not None:
            if frame.f_code.co_filename == self._filename:
                return frame.f_lineno
            frame = frame.f_back
        return None

    def _outside(self, arguments: tuple[Any, ...]) -> bool:
        """Whether the frame that was asked for is not one of the student's."""
        frame = arguments[0] if arguments else None
        return isinstance(frame, FrameType) and frame.f_code.co_filename != self._filename

    def _judge(self, what: str, frame: FrameType | None) -> None:
        if what in _WHOEVER and not self.importing:
            self._report(what, self._line(frame), False)
            return
        while frame is not None and str(frame.f_globals.get("__name__", "")).partition(".")[0] in _THROUGH:
            frame = frame.f_back
        if frame is None or frame.f_code.co_filename != self._filename:
            return
        if not self.importing or what in _AT_IMPORT:
            self._report(what, frame.f_lineno, self.importing)
