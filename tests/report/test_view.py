"""The facts of a page."""

from typing import Any

from grader.model.result import Comparison, Entry, ExerciseResult, Finding, Source
from grader.model.verdict import Status, Verdict
from grader.report.comparisons import compared, summarised
from grader.report.facts import CheckView, ExerciseView
from grader.report.view import anchor, page_view
from tests.report.samples import broken, check, exercise, report


def wrong(public: bool = True, note: str = "a matrix", **more: Any) -> Comparison:
    """A comparison that came out wrong."""
    message = more.pop("message", f"dx is wrong in 3 of 12 entries in a hidden case: {note} (relative error 0.5, bug).")
    return Comparison("c", public, note, "dx", False, message, "bug", 0.5, **more)


def seen(result: ExerciseResult) -> ExerciseView:
    """The view of one exercise."""
    return page_view(report("x", result)).exercises[0]


def failed(**more: Any) -> CheckView:
    """The view of a check that failed."""
    settings = {"verdict": Verdict.FAILED, "message": "Wrong."} | more
    return seen(exercise("my_relu", (check("a", "A", 5, 0.0, **settings),))).checks[0]


def test_a_few_wrong_ones_are_open_and_the_rest_is_folded() -> None:
    right = Comparison("r", True, "", "dx", True)
    shown, folded = compared(check("a", "A", 1, comparisons=(right, *[wrong(False)] * 4, wrong(), right)))
    assert [(each.ok, each.hidden) for each in shown] == [(False, False), (False, True), (False, True)]
    assert [each.ok for each in folded] == [False, False, True, True]
    assert summarised(folded, 3, 7) == "4 more comparisons, 2 wrong, 2 right"


def test_what_is_folded_in_words() -> None:
    right = Comparison("r", True, "", "dx", True)
    _, one = compared(check("a", "A", 1, comparisons=(right,)))
    assert summarised(one, 0, 1) == "1 comparison, right"
    _, many = compared(check("a", "A", 1, comparisons=(right,) * 100))
    assert summarised(many, 0, 100) == "100 comparisons, all right; the first 60 are here"


def test_a_comparison_says_only_what_its_row_does_not() -> None:
    view = failed(comparisons=(wrong(False),)).comparisons[0]
    assert (view.case, view.message) == ("hidden case: a matrix", "dx is wrong in 3 of 12 entries.")
    plain = wrong(False, message="dx is wrong in a hidden case: a matrix (relative error 0.5, bug).")
    assert failed(comparisons=(plain,)).comparisons[0].message == ""
    assert failed(message="Off. Twice.", comparisons=(wrong(message="Off."),)).comparisons[0].message == ""


def test_a_single_number_needs_no_table() -> None:
    single = wrong(worst=Entry((), -0.5, 0.25, -2.0), got=-0.5, expected=0.25, wrong=((),))
    view = failed(comparisons=(single,)).comparisons[0]
    assert view.picture is None
    assert view.worst == (("yours", "-0.5"), ("expected", "0.25"), ("yours ÷ expected", "-2"))


def test_the_worst_entry_and_how_many_are_wrong() -> None:
    several = wrong(worst=Entry((1,), 0.0, 2.0, 0.0), got=[1.0, 0.0], expected=[1.0, 2.0], wrong=((1,),))
    assert failed(comparisons=(several,)).comparisons[0].worst == (
        ("worst entry", "dx[1]"),
        ("yours", "0"),
        ("expected", "2"),
        ("wrong entries", "1 of 2"),
    )


def test_a_finding_is_not_told_twice() -> None:
    told, new = Finding("wrong_value", "It is off."), Finding("other", "And it is late.")
    view = failed(message="It is off. 2 of 12 cases are right.", findings=(told, new))
    assert view.codes == ("wrong_value",)
    assert [each.message for each in view.errors] == ["And it is late."]


def test_a_told_finding_still_shows_its_line() -> None:
    bad = check("a", "A", 5, 0.0, verdict=Verdict.ERROR, message="f raised.", findings=(Finding("r", "f raised.", 2),))
    view = seen(exercise("my_relu", (bad,), source=Source("my_relu.py", "a = 1\nb = a + c\n"))).checks[0].errors[0]
    assert (view.message, view.place, view.text) == ("", "line 2", "b = a + c")


def test_one_remark_speaks_for_others_of_its_kind() -> None:
    remarks = tuple(Finding("harmless_type", f"{name} is a tensor.", level="remark") for name in "abc")
    (view,) = seen(exercise("my_relu", (check("a", "A", 5, findings=remarks),))).checks[0].remarks
    assert (view.message, view.alike) == ("a is a tensor.", 2)


def test_a_note_names_every_check_that_it_explains() -> None:
    finding = Finding("missing", "There is no forward.", 3)
    checks = [check(i, i.upper(), 5, 0.0, verdict=Verdict.FAILED, findings=(finding,)) for i in "ab"]
    (note,) = seen(exercise("my_relu", tuple(checks))).notes[3]
    assert note.links == (("A", "#my_relu.a"), ("B", "#my_relu.b"))


def test_an_exercise_that_was_not_attempted_shows_no_checks() -> None:
    checks = (check("a", "A", 5, 0.0, findings=(Finding("unimplemented", "Not written yet.", 3),)),)
    view = seen(exercise("my_relu", checks, status=Status.NOT_ATTEMPTED))
    assert view.checks == ()
    assert view.notes == {}


def test_a_fault_of_the_grader_is_shown_as_one() -> None:
    view = page_view(broken())
    assert view.withheld
    assert [each.score.got for each in view.exercises] == ["0", "0", "–", "0"]
    assert {each.tone for each in view.exercises[2].checks} == {"fault"}


def test_anchors_hold_nothing_odd() -> None:
    assert anchor("a b", '"><c>', "dé") == "a-b.-c-.d-"
