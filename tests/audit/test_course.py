"""The course's own exercises have no hole that a sample of their mutants and zoo would show."""

from dataclasses import replace

import pytest

from grader.audit import run
from tests.zoo.harness import EXERCISES


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_quick_audit_passes(exercise, course, sandbox, expectations):
    alone = replace(course, exercises=tuple(e for e in course.exercises if e.id == exercise))
    (found,) = run.audit(alone, sandbox, expectations, quick=True, jobs=2, tell=lambda said: None)
    assert found.ok, found
