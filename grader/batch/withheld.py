"""Results where there are none: a fault of ours withholds the marks, and says so."""

from grader.batch.task import Failed, GradeTask, Lost
from grader.checks.verdicts import result
from grader.model.exercise import Course
from grader.model.result import ExerciseResult, Report
from grader.model.verdict import Status, Verdict
from grader.provenance import provenance
from grader.score import total
from grader.store.rows import Kept
from grader.store.summary import kept


def withheld(course: Course, task: GradeTask, failure: Failed | Lost) -> Kept:
    """What is kept of a task that failed (to be run again next time) or was set aside (not to be, unless asked for)."""
    exercise = next(each for each in course.exercises if each.id == task.exercise)
    if isinstance(failure, Lost):
        message = (
            "Grading this file ended the grader's own process twice, so that it was set aside: these marks are withheld,"
            " not lost. Please tell your instructor."
        )
    else:
        message = "A fault of the grader's own: these marks are withheld, not lost. Please tell your instructor."
    checks = tuple(result(check, Verdict.GRADER_FAULT, message, public=True) for check in exercise.checks)
    points = total(check.max_score for check in checks) or 0.0
    outcome = ExerciseResult(exercise.id, exercise.title, Status.WITHHELD, None, points, message, checks)
    report = Report("", course.title, None, points, course.seed, (outcome,), provenance([], [], []), {exercise.id: 0.0})
    return kept(report, again=isinstance(failure, Failed))
