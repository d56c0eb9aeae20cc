"""A fresh Python for each file gives the answers that confined and warm workers give."""

import pytest

from grader.cli.course import open_course
from grader.kit.selfcheck import SelfCheck
from grader.model.result import ExerciseResult
from grader.submission import read
from tests.kits import ROOT


@pytest.fixture(scope="module")
def opened(made):
    course = open_course(made.folder)
    with SelfCheck(course, made.folder) as warm, SelfCheck(course, made.folder, plain=True) as plain:
        yield warm, plain


def answers(result: ExerciseResult):
    return result.status, result.message, [(c.id, c.verdict, c.score, c.message, c.comparisons) for c in result.checks]


def test_which_is_which(opened):
    warm, plain = opened
    assert warm.remark == ""
    assert plain.remark.startswith("Your code runs in a fresh Python each time")


@pytest.mark.parametrize("student", ["alice", "bob", "dave"])
def test_the_samples(student, opened):
    for exercise in opened[0].exercises:
        handed = read(ROOT / "submissions" / student, exercise)
        confined, unconfined = (check.run(exercise, handed).result for check in opened)
        assert answers(confined) == answers(unconfined), f"{student} {exercise.id}"

