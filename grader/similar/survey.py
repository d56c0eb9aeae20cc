"""A class's submissions compared, exercise by exercise."""

from collections.abc import Iterable

import numpy as np

from grader.intake.submission import Submission
from grader.model.exercise import Course, Exercise
from grader.similar.fingerprints import Hashes, all_runs, fingerprints
from grader.similar.pairs import Pair, Shared, Work, by_students, similar
from grader.stub.starter import starter_source
from grader.submission import Handed, read


def survey(course: Course, submissions: Iterable[Submission], least: float = 0.25) -> list[Pair]:
    """All pairs of students that share at least ``least`` of what nothing explains in some exercise, most telling first."""
    everyone = tuple(submissions)
    found: list[Shared] = []
    for exercise in course.exercises:
        works = (work for each in everyone if (work := _work(each, exercise)) is not None)
        found += similar(works, explained(exercise), least)
    return by_students(found)


def explained(exercise: Exercise) -> Hashes:
    """The fragments that come with the exercise: those of its starter file, and of the right solution."""
    sources = [starter_source(exercise)]
    if exercise.reference is not None:
        sources.append(exercise.reference.read_text(encoding="utf-8"))
    return np.unique(np.concatenate([all_runs(source) for source in sources]))


def _work(submission: Submission, exercise: Exercise) -> Work | None:
    handed = read(submission.folder, exercise)
    if not isinstance(handed, Handed):
        return None
    text = handed.source.decode("utf-8-sig", errors="replace")
    return Work(submission.key, exercise.id, text, fingerprints(text))
