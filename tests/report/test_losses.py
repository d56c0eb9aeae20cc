"""What to fix first."""

from grader.model.result import Finding
from grader.model.verdict import Status, Verdict
from grader.report.losses import losses
from tests.report.samples import SAMPLES, absent, broken, check, exercise, perfect, report, typical


def test_nothing_lost() -> None:
    assert losses(perfect()) == ()


def test_biggest_first() -> None:
    assert [loss.lost for loss in losses(typical())] == [12, 11, 5, 4.5, 2.5]


def test_sum_of_losses_is_what_is_missing() -> None:
    for sample in SAMPLES.values():
        result = sample()
        withheld = sum(each.max_score for each in result.exercises if each.score is None)
        scored = sum(each.score or 0 for each in result.exercises)
        assert sum(loss.lost for loss in losses(result)) == result.max_score - withheld - scored


def test_what_waits_comes_last() -> None:
    found = losses(broken())
    assert [loss.waiting for loss in found] == [False] * (len(found) - 1) + [True]


def test_a_fault_of_the_grader_costs_nothing() -> None:
    assert "gradient_flow" not in {loss.exercise.id for loss in losses(broken())}


def test_a_missing_exercise_is_one_loss() -> None:
    first = losses(absent())[0]
    assert (first.lost, first.checks, first.what) == (30, (), "Batch normalisation, backward pass")
    assert first.sentence == "There is no file batch_norm_backward.py in this folder."


def test_one_cause_is_one_loss() -> None:
    same = {"verdict": Verdict.ERROR, "message": "forward raised ValueError."}
    checks = (check("a", "A", 5, 0.0, **same), check("b", "B", 3, 1.0, **same), check("c", "C", 2))
    (loss,) = losses(report("x", exercise("my_relu", checks)))
    assert (loss.lost, loss.what, loss.sentence) == (7, "A and 1 more", "forward raised ValueError.")


def test_a_sentence_where_the_check_has_none() -> None:
    told = check("a", "A", 5, 0.0, verdict=Verdict.FAILED, message="", findings=(Finding("x", "Too long.", 3),))
    mute = check("b", "B", 4, 0.0, verdict=Verdict.NOT_ATTEMPTED, message="")
    found = losses(report("x", exercise("my_relu", (told, mute))))
    assert [(loss.sentence, loss.line) for loss in found] == [("Too long.", 3), ("Not attempted.", None)]


def test_a_diagnosis_does_not_give_its_line_away() -> None:
    cause = Finding("x", "The mask is wrong.", 9, "cause")
    failed = check("a", "A", 5, 0.0, verdict=Verdict.FAILED, message="Wrong.", findings=(cause,))
    assert losses(report("x", exercise("my_relu", (failed,))))[0].line is None


def test_an_exercise_that_cannot_be_imported_names_its_line() -> None:
    bad = exercise("my_relu", (), status=Status.IMPORT_ERROR, score=0.0, findings=(Finding("s", "SyntaxError", 3),))
    (loss,) = losses(report("x", bad))
    assert (loss.line, loss.sentence) == (3, "Cannot be imported.")
