"""What a result was made from: versions, hashes, confinement."""

import hashlib
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from grader import __version__
from grader.model.exercise import Exercise

if TYPE_CHECKING:
    from grader.grade import Graded

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


def provenance(exercises: "Sequence[Exercise]", graded: "Sequence[Graded]") -> Mapping[str, Any]:
    """Versions; by exercise the SHA-256 of spec, reference and submission; the active isolation layers."""
    hashes = {
        exercise.id: {
            "spec": exercise.source_hash,
            "reference": _hash(exercise),
            "submission": one.submission_hash or None,
        }
        for exercise, one in zip(exercises, graded, strict=True)
    }
    layers = sorted({layer for one in graded for layer in one.isolation})
    return {"versions": versions(), "hashes": hashes, "isolation": layers}


def _hash(exercise: Exercise) -> str | None:
    return hashlib.sha256(exercise.reference.read_bytes()).hexdigest() if exercise.reference else None
