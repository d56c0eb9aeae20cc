"""Which installed packages a submission may import, and the finder that finds those and no others.

The folders that packages are installed in are never readable as a whole, since the grader, a course or somebody's solutions
may be installed there as well. What may be read are the entries of the packages named here, and of those that the
frameworks themselves turned out to import.
"""

import os
import sys
import sysconfig
from collections.abc import Sequence
from importlib.machinery import BuiltinImporter, FrozenImporter, ModuleSpec, PathFinder
from types import ModuleType

OFFERED = (
    "numpy",
    "torch",
    "torchgen",
    "functorch",
    "torchvision",
    "nvidia",
    "triton",
    "matplotlib",
    "mpl_toolkits",
    "pylab",
    "contourpy",
    "cycler",
    "fontTools",
    "kiwisolver",
    "pyparsing",
    "packaging",
    "dateutil",
    "PIL",
    "scipy",
    "sympy",
    "mpmath",
    "pandas",
    "pytz",
    "tzdata",
    "six",
    "tqdm",
    "networkx",
    "jinja2",
    "markupsafe",
    "filelock",
    "fsspec",
    "typing_extensions",
)
"""Packages that student code may import where they are installed: the frameworks, what they need, and common company."""

BUNDLED = ("numpy.libs", "scipy.libs", "pillow.libs", "contourpy.libs", "pandas.libs", "torchvision.libs")
"""Folders of shared libraries that wheels put beside their package."""


class Libraries:
    """A meta path finder for the offered packages in ``folders``; before :meth:`lock` it also learns others."""

    def __init__(self, folders: Sequence[str]) -> None:
        """``folders`` are where the host's own packages are installed."""
        self._folders = list(folders)
        self._locked = False
        self._specs: dict[str, ModuleSpec | None] = {name: self._search(name) for name in OFFERED}

    def _search(self, name: str) -> ModuleSpec | None:
        return PathFinder.find_spec(name, self._folders)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The import system's question: where is the top-level package ``name``?"""
        if path is not None:
            return None
        if name not in self._specs and not self._locked:
            self._specs[name] = self._search(name)
        return self._specs.get(name)

    def lock(self) -> None:
        """Learn no more: from here on it is the student who asks."""
        self._locked = True

    def install(self) -> None:
        """Make the standard library and these packages all that can be imported, whatever this Python had set up."""
        standard = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
        sys.path[:] = [
            entry
            for entry in sys.path
            if entry in standard or (entry.endswith((".zip", "lib-dynload")) and entry not in self._folders)
        ]
        own = [finder for finder in sys.meta_path if type(finder).__module__ == "__main__"]
        sys.meta_path[:] = [*own, BuiltinImporter, FrozenImporter, PathFinder, self]

    def paths(self) -> tuple[str, ...]:
        """The files and folders of these packages, to be made readable."""
        found = [path for spec in self._specs.values() if spec for path in _places(spec)]
        bundled = [os.path.join(folder, name) for folder in self._folders for name in BUNDLED]
        return tuple(sorted({*found, *filter(os.path.exists, bundled)}))


def _places(spec: ModuleSpec) -> list[str]:
    if spec.submodule_search_locations is not None:
        return list(spec.submodule_search_locations)
    return [spec.origin] if spec.origin else []
