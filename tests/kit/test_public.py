"""What of an exercise is public, and what is left to the instructor."""

from dataclasses import replace

from grader.kit.public import Further, further, public_part


def test_hidden_cases_and_what_only_they_judge_are_left_out(course):
    exercise = next(e for e in course.exercises if e.id == "batch_norm_backward")
    shown = public_part(exercise)
    assert all(case.public for part in shown.parts for case in part.cases)
    assert {check.id for check in exercise.checks} - {check.id for check in shown.checks} == {"default_eps"}
    assert shown.points == sum(check.points for check in shown.checks) == 29
    names = {case.name for part in shown.parts for case in part.cases}
    assert all(set(check.cases) <= names for check in shown.checks)


def test_a_case_that_no_check_judges_is_left_out(course):
    exercise = next(e for e in course.exercises if e.id == "batch_norm_backward")
    part = exercise.parts[0]
    checks = tuple(replace(check, cases=("typical",)) for check in part.checks)
    shown = public_part(replace(exercise, parts=(replace(part, checks=checks),)))
    assert [case.name for case in shown.parts[0].cases] == ["typical"]


def test_further(course):
    found = {exercise.id: further(exercise) for exercise in course.exercises}
    assert found["batch_norm_backward"].points == 1.0
    for exercise in course.exercises:
        hidden = [case for part in exercise.parts for case in part.cases if not case.public]
        assert found[exercise.id].cases == len(hidden) > 0


def test_sentences():
    assert Further(14, 0).sentence() == "Your instructor runs 14 further cases."
    assert Further(1, 1).sentence() == "Your instructor runs 1 further case, some of them for checks that are not here (1 point)."
    assert Further(2, 2.5).sentence().endswith("(2.5 points).")
    assert Further(0, 0).sentence() == ""
