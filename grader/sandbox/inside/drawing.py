"""Figures are drawn into memory: whatever window system a file asks for, it gets none.

``matplotlib.use("TkAgg")`` at the top of a file is good practice on a laptop, and fails where there is no screen.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_AGG = "agg"


def _keep_use(matplotlib: Any) -> None:
    original = matplotlib.use
    matplotlib.use = lambda backend, *, force=True: original(_AGG, force=force)


def _keep_switch(pyplot: Any) -> None:
    original = pyplot.switch_backend
    pyplot.switch_backend = lambda newbackend: original(_AGG)


_PATCHES: dict[str, Callable[[Any], None]] = {"matplotlib": _keep_use, "matplotlib.pyplot": _keep_switch}


def draw_into_memory() -> None:
    """Have matplotlib draw into memory alone, from now on or from when it is imported."""
    waiting = dict(_PATCHES)
    for name in _PATCHES:
        if name in sys.modules:
            waiting.pop(name)(sys.modules[name])
    if waiting:
        sys.meta_path.insert(0, _WhenImported(waiting))


class _WhenImported:
    """A finder that finds nothing by itself, and has a module patched that another one finds."""

    def __init__(self, waiting: dict[str, Callable[[Any], None]]) -> None:
        self._waiting = waiting

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module that waits for its patch; None for all others."""
        patch = self._waiting.pop(name, None)
        spec = find_spec(name) if patch is not None else None
        if patch is None or spec is None or spec.loader is None:
            return None
        loader: Any = spec.loader
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            patch(module)

        loader.exec_module = exec_module
        return spec
