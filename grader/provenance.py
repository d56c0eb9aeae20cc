"""What a result was made from: versions, hashes, confinement."""

import hashlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from grader import __version__
from grader.model.exercise import Exercise

PACKAGES = ("numpy", "torch", "matplotlib")
"""The libraries whose version can change a student's numbers."""


def versions() -> dict[str, str]:
    """Of the grader, Python and the libraries that student code uses; "absent" for one that is not installed."""
    found = {"grader": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found


def provenance(exercises: Sequence[Exercise], submissions: Sequence[str], layers: Iterable[str]) -> Mapping[str, Any]:
    """Versions; by exercise the SHA-256 of spec, reference and submission; the isolation ``layers`` that were active.

    ``submissions`` holds one hash for each of ``exercises``, empty where nothing was handed in.
    """
    hashes = {
        exercise.id: {"spec": exercise.source_hash, "reference": _hash(exercise), "submission": submission or None}
        for exercise, submission in zip(exercises, submissions, strict=True)
    }
    return {"versions": versions(), "hashes": hashes, "isolation": sorted(set(layers))}


def _hash(exercise: Exercise) -> str | None:
    return hashlib.sha256(exercise.reference.read_bytes()).hexdigest() if exercise.reference else None
