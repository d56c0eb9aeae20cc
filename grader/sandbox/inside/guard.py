"""Keeps the grader's own packages out of what student code can import. Defence in depth: the kernel's layers are the real one."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

REFUSED = frozenset({"grader", "reference", "exercises"})


class Refusal:
    """A finder that answers for the refused names: they do not exist."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise ModuleNotFoundError for a refused package or anything in it; leave all else to the other finders."""
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def hide_grader() -> None:
    """Refuse the grader's names from here on, and forget this package's own modules."""
    own = __name__.rpartition(".")[0]
    # The finder of this package goes too, and ``__main__``, which holds it.
    finders = [finder for finder in sys.meta_path if type(finder).__module__ != "__main__"]
    sys.meta_path[:] = [Refusal(), *finders]
    sys.modules["__main__"] = ModuleType("__main__")
    for name in list(sys.modules):
        if name.partition(".")[0] in REFUSED or name == own or name.startswith(own + "."):
            del sys.modules[name]
