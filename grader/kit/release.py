"""Making a student's kit: all that is needed to work on a course and to check one's work, and nothing that gives it away."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader import __version__
from grader.checks.table import SETTINGS
from grader.errors import GraderFault, SpecError, UsageError
from grader.expected.record import Expectation
from grader.expected.source import FromReference
from grader.inputs import DRAW_SETTINGS
from grader.kit.archive import write_folder, write_zip
from grader.kit.hints_policy import HintPolicy, hint_policy
from grader.kit.literal import same_input
from grader.kit.marker import DEGREES, KIT, Marker
from grader.kit.pages import readme, statement_page
from grader.kit.public import public_part
from grader.kit.recorded import FILE, Recorded, record_text
from grader.kit.scan import LeakError, Scanner, scan_kit
from grader.kit.secrets import secrets_of
from grader.kit.spec import number, public_spec
from grader.kit.yaml_text import yaml_text
from grader.model.exercise import Course, Exercise
from grader.spec.folder import COURSE
from grader.spec.load import load_course
from grader.stub.starter import starter_source

SAFE_SEED = 1 << 64
"""A seed below this could be found from the public numbers by trying one after another."""

_NOTE = "Part of a student's kit. The numbers are those of the public cases; editing them only misleads the check."

_PYTEST = """\
# Makes this folder the root of plain "pytest", which then runs every check as a test.
[pytest]
"""


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that was made: where it lies, how many files it has, and what its maker should know."""

    folder: Path
    archive: Path
    files: int
    remarks: tuple[str, ...]


def release(course: Course, folder: Path, hints: str | None = None) -> Kit:
    """Make the kit of ``course`` as ``folder`` and as a zip beside it. ``hints`` is a row of ``DEGREES``; None takes the course's.

    Raises LeakError, and leaves nothing behind, when anything secret is found in it; UsageError when the course is a kit
    itself or the folder is taken; SpecError when something public cannot be written into a kit.
    """
    if any(exercise.reference is None for exercise in course.exercises):
        raise UsageError("This course has no references: it is a kit already.")
    source = FromReference(course.seed)
    expected = {exercise.id: source.of(exercise) for exercise in course.exercises}
    files = kit_files(course, expected, hints)
    archive = folder.with_name(f"{folder.name}.zip")
    write_folder(files, folder)
    try:
        write_zip(files, archive, slug(course.title))
        _verify(course, folder, expected)
        leaks = scan_kit(Scanner(secrets_of(course, expected)), files, folder, archive)
        if leaks:
            raise LeakError(leaks)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        archive.unlink(missing_ok=True)
        raise
    return Kit(folder, archive, len(files), _remarks(course))


def kit_files(
    course: Course, expected: Mapping[str, Mapping[tuple[str, str], Expectation]], hints: str | None = None
) -> dict[str, bytes]:
    """Every file of the kit by its path; the same course gives the same bytes."""
    policy = hint_policy(course)
    degree = min(policy.most, hints or policy.most, key=DEGREES.index)
    texts: dict[str, str] = {}
    shown = [exercise for exercise in course.exercises if public_part(exercise).parts]
    for exercise in shown:
        folder = f"exercises/{exercise.id}"
        spec = yaml_text(public_spec(exercise, expected[exercise.id]), _NOTE)
        texts[exercise.filename] = starter_source(exercise)
        texts[f"{folder}/exercise.yaml"] = spec
        texts[f"{folder}/{exercise.statement.name}"] = exercise.statement.read_text(encoding="utf-8")
        texts[f"{folder}/statement.html"] = statement_page(exercise, course.title)
        texts[f"{folder}/{FILE}"] = record_text(exercise, expected[exercise.id], degree, spec)
    texts[COURSE] = yaml_text(_course_data(course, shown, HintPolicy(degree, policy.submit)), _NOTE)
    texts["pytest.ini"] = _PYTEST
    texts["README.md"] = readme(course, shown, degree, policy.submit)
    texts[KIT] = Marker(course.title, degree, __version__).text()
    return {name: texts[name].encode() for name in sorted(texts)}


def _course_data(course: Course, shown: list[Exercise], policy: HintPolicy) -> dict[str, Any]:
    """The kit's ``course.yaml``. Nothing is drawn in a kit, so that its seed says nothing."""
    points = {exercise.id: number(public_part(exercise).points) for exercise in shown}
    return {
        "title": course.title,
        "seed": Recorded.seed,
        "exercises": [{"id": name, "points": each} for name, each in points.items()],
        "policies": {"hints": policy.data()},
    }


def _verify(course: Course, folder: Path, expected: Mapping[str, Mapping[tuple[str, str], Expectation]]) -> None:
    """Read the kit as a student's grader will, and compare what it says with what it was made from, bit by bit."""
    try:
        made = load_course(folder, kinds=SETTINGS, distributions=DRAW_SETTINGS)
    except SpecError as error:
        problem = error.problems[0]
        raise GraderFault(f"the kit cannot be read back: {problem.where}: {problem.message}") from error
    recorded = Recorded()
    for exercise in made.exercises:
        for key, expectation in recorded.of(exercise).items():
            due = expected[exercise.id][key].inputs
            if due.keys() != expectation.inputs.keys() or not all(
                same_input(due[name], expectation.inputs[name]) for name in due
            ):
                raise GraderFault(f"the kit's inputs of {exercise.id}, case {key[1]!r}, are not those that were drawn")


def _remarks(course: Course) -> tuple[str, ...]:
    """What the maker should know, though the kit is in order."""
    if course.seed >= SAFE_SEED:
        return ()
    return (
        f"The seed {course.seed} is short: whoever knows the hidden cases' draws could find it by trying, from the public numbers. "
        "A long one is safe: python -c 'import secrets; print(secrets.randbits(128))'",
    )


def slug(title: str) -> str:
    """``title`` as a folder's name."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "kit"
