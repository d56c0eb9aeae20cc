"""Content addresses: what a result depends on, as one hash. Equal addresses, equal results."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from grader.model.exercise import Exercise
from grader.provenance import versions

_ROOT = Path(__file__).resolve().parent.parent
_NOT_JUDGING = frozenset(
    {"audit", "batch", "cli", "export", "intake", "kit", "report", "similar", "store", "stub", "watch"}
)
"""Packages that cannot change a mark: a new look of the page reruns nothing."""


def source_address(filename: str, content: bytes | str) -> str:
    """The address of a file as handed in; ``content`` is a sentence where a file could not be read."""
    kind = "unreadable" if isinstance(content, str) else "file"
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(f"{kind}\0{filename}\0".encode() + raw).hexdigest()


class Addresses:
    """Gives the address of a result. Made once a run: spec, reference and versions are read only then."""

    def __init__(self, exercises: Iterable[Exercise], seed: int, isolation: str) -> None:
        """``seed`` and ``isolation`` as they will be used."""
        common = {"versions": versions(), "code": judging_code(), "seed": seed, "isolation": isolation}
        self._prefix = {exercise.id: _exercise(exercise, common) for exercise in exercises}

    def of(self, exercise: str, source: str) -> str:
        """The address of the result of the file under ``source``."""
        return hashlib.sha256(f"{self._prefix[exercise]}\0{source}".encode()).hexdigest()


def _exercise(exercise: Exercise, common: dict[str, object]) -> str:
    reference = hashlib.sha256(exercise.reference.read_bytes()).hexdigest() if exercise.reference else None
    facts = {**common, "exercise": exercise.id, "spec": exercise.source_hash, "reference": reference}
    return json.dumps(facts, sort_keys=True)


@cache
def judging_code() -> str:
    """A hash of the grader's own code, as far as it can change a mark.

    The version number alone would not do for whoever works on the grader, or on checks of their own.
    """
    return _hash_of(
        path for path in sorted(_ROOT.rglob("*.py")) if path.relative_to(_ROOT).parts[0] not in _NOT_JUDGING
    )


@cache
def rendering_code() -> str:
    """A hash of the code and templates that pages are made with."""
    return _hash_of(path for path in sorted((_ROOT / "report").rglob("*")) if path.is_file() and path.suffix != ".pyc")


def _hash_of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(_ROOT).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
