"""A kit of the project's own course, made once, and a student's folder to work in."""

import shutil
from pathlib import Path

import pytest

from grader.kit.release import Kit, release
from grader.model.exercise import Course

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def made(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return release(course, tmp_path_factory.mktemp("release") / "kit")


@pytest.fixture
def kit(made: Kit, tmp_path: Path) -> Path:
    """The kit, unpacked for one test."""
    shutil.unpack_archive(made.archive, tmp_path / "unpacked")
    (root,) = (tmp_path / "unpacked").iterdir()
    return root


def hand_in(kit: Path, student: str, *exercises: str) -> None:
    """Put a sample student's files into the kit."""
    for exercise in exercises:
        shutil.copy(ROOT / "submissions" / student / f"{exercise}.py", kit)


def small_course(root: Path, exercise: str = "batch_norm_backward") -> Path:
    """A course of one of the project's exercises, with the same seed: quick to release, and free to be changed."""
    shutil.copytree(ROOT / "exercises" / exercise, root / "exercises" / exercise)
    (root / "reference").mkdir()
    shutil.copy(ROOT / "reference" / f"{exercise}.py", root / "reference")
    seed = next(line for line in (ROOT / "course.yaml").read_text().splitlines() if line.startswith("seed"))
    (root / "course.yaml").write_text(f"title: Backpropagation\n{seed}\nexercises:\n  - {{id: {exercise}, points: 30}}\n")
    return root
