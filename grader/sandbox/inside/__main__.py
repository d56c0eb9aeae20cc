"""The worker's entry point: ``python -I -B .../inside/__main__.py serve FD`` (or another row of ``_ENTRIES``).

This folder is loaded as a package of a private name, by path: nothing of the grader's becomes importable by it.
"""

import builtins
import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

_NAME = "_worker"


class _Loader(SourceFileLoader):
    """Gives each module builtins of its own, which a student's ``builtins.len = ...`` does not reach."""

    def exec_module(self, module: ModuleType) -> None:
        """Execute the module with the copy in place."""
        module.__dict__["__builtins__"] = _BUILTINS
        super().exec_module(module)


class _Finder:
    """Finds the modules of this package only."""

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The spec of a module below ``_worker``, with the loader above."""
        if not name.startswith(_NAME + "."):
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


_BUILTINS = dict(vars(builtins))


def load_package() -> None:
    """Make this folder importable as ``_worker``, for as long as the worker needs it."""
    folder = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(folder, "__init__.py")
    spec = importlib.util.spec_from_file_location(_NAME, path, submodule_search_locations=[folder])
    if spec is None or spec.loader is None:
        raise ImportError(folder)
    package = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = package
    spec.loader.exec_module(package)
    sys.meta_path.insert(0, _Finder())


def main(arguments: list[str]) -> None:
    """Load the package and run the entry that the first argument names."""
    load_package()
    if arguments[0] == "zygote":
        importlib.import_module(_NAME + ".zygote").main(arguments[1:])
    else:
        importlib.import_module(_NAME + ".fresh").main(arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
