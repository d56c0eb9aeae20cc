"""Where a course lies, and what can be told of it without reading it properly."""

import re
from collections.abc import Collection
from pathlib import Path

from grader.errors import UsageError

COURSE = "course.yaml"
EXERCISE = "exercise.yaml"

_FRAMEWORK = re.compile(r"^worker:.*?framework:\s*(\w+)", re.MULTILINE | re.DOTALL)


def find_course(start: Path) -> Path:
    """The nearest folder at or above ``start`` that has a ``course.yaml``; UsageError when none has."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / COURSE).is_file():
            return folder
    raise UsageError(
        f"no {COURSE} in {start} or any folder above it. "
        f"Go to the course's folder, or point to it: --course path/to/the/course"
    )


def likely_frameworks(root: Path, only: Collection[str] = (), known: Collection[str] = ("numpy", "torch")) -> set[str]:
    """The frameworks that the exercises of the course in ``root`` (those in ``only``, if any) seem to name.

    A glance at the text, for a worker to be started while the spec is being read; a wrong guess costs its start.
    """
    found: set[str] = set()
    for path in root.glob(f"exercises/*/{EXERCISE}"):
        if not only or path.parent.name in only:
            named = _FRAMEWORK.search(path.read_text(encoding="utf-8", errors="replace"))
            found.add(named[1] if named else "numpy")
    return found & set(known)
