"""A course in one piece, so that it can travel to a machine that has never seen it."""

import hashlib
import io
import pickle
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from grader.batch.task import Setup
from grader.errors import GraderFault
from grader.model.exercise import Course, Exercise
from grader.provenance import versions
from grader.store.address import judging_code

_FOLDERS = ("exercises", "reference")
_FILES = frozenset({".py", ".md", ".yaml"})


@dataclass(frozen=True, slots=True)
class Bundle:
    """A setup and the files that it needs."""

    digest: str
    setup: bytes
    files: bytes
    made_by: tuple[tuple[str, str], ...]
    """Versions, and the hash of the code, of the grader that made it."""


def pack(setup: Setup) -> Bundle:
    """Everything that a worker needs to know of ``setup``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in _FOLDERS:
            for path in sorted((setup.course.root / folder).rglob("*")):
                if path.suffix in _FILES and path.is_file():
                    archive.writestr(path.relative_to(setup.course.root).as_posix(), path.read_bytes())
    files, pickled = buffer.getvalue(), pickle.dumps(setup)
    digest = hashlib.sha256(pickled + files).hexdigest()
    return Bundle(digest, pickled, files, signature())


def signature() -> tuple[tuple[str, str], ...]:
    """What has to be the same on all machines, or results would not be comparable."""
    return (*sorted(versions().items()), ("code", judging_code()))


def check_signature(bundle: Bundle, where: str) -> None:
    """GraderFault when this machine's grader or libraries are others than those that the bundle was made with."""
    here = dict(signature())
    wrong = [(name, here.get(name, "nothing"), wanted) for name, wanted in bundle.made_by if here.get(name) != wanted]
    if wrong:
        told = ", ".join(f"{name} {found[:12]} in place of {wanted[:12]}" for name, found, wanted in wrong)
        raise GraderFault(f"The worker {where} has {told}: install the same there.")


def unpack(bundle: Bundle) -> Setup:
    """The setup, its files in a new temporary folder of this machine."""
    setup: Setup = pickle.loads(bundle.setup)
    root = Path(tempfile.mkdtemp(prefix="grader-course-"))
    with zipfile.ZipFile(io.BytesIO(bundle.files)) as archive:
        archive.extractall(root)  # ours, made by pack
    exercises = tuple(_moved(exercise, setup.course, root) for exercise in setup.course.exercises)
    return replace(setup, course=replace(setup.course, root=root, exercises=exercises), expected=root / "expected")


def _moved(exercise: Exercise, course: Course, root: Path) -> Exercise:
    def moved(path: Path) -> Path:
        return root / path.resolve().relative_to(course.root.resolve())

    return replace(
        exercise,
        folder=moved(exercise.folder),
        statement=moved(exercise.statement),
        reference=moved(exercise.reference) if exercise.reference else None,
    )
