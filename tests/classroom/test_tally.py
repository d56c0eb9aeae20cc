"""What a class got wrong: who shares it, counted once, diagnoses before bare errors."""

import pytest

from grader.model.result import CONSEQUENCE, LOCATION, SAME_CAUSE
from grader.model.verdict import Status, Verdict
from grader.report.classroom_groups import level, misconceptions
from grader.report.classroom_rows import ClassCheck, ClassExercise, ClassFinding, ClassRow, class_row
from grader.report.classroom_tally import tally
from grader.report.classroom_view import class_view
from tests.classroom.samples import classroom
from tests.report.samples import SAMPLES


def student(key: str, *findings: ClassFinding, verdict: Verdict = Verdict.FAILED) -> ClassRow:
    checks = tuple(ClassCheck(id, f"Check {id}", verdict, 0.0, 5.0) for id in ("a", "b"))
    exercise = ClassExercise("relu", "ReLU", Status.GRADED, 0.0, 10.0, checks, findings)
    return ClassRow(key, key.title(), f"{key}/index.html", 0.0, 10.0, (exercise,))


def cause(check: str, words: str, text: str = "x = 1", code: str = "missing_term") -> ClassFinding:
    return ClassFinding(check, code, "cause", words, 3, text)


def error(check: str, words: str, code: str = "wrong_value") -> ClassFinding:
    return ClassFinding(check, code, "error", words)


def test_a_cause_counts_once_a_student_however_many_checks_it_explains() -> None:
    rows = [student("ada", cause("a", "It lacks a term."), cause("b", "It lacks a term.")), student("bob", cause("a", "It lacks a term."))]
    causes, errors, rarer = misconceptions(tally(rows))
    assert [(each.count, each.said) for each in causes] == [(2, "It lacks a term.")]
    assert (errors, rarer) == ((), 0)


def test_an_error_counts_only_where_no_cause_explains_its_check() -> None:
    rows = [student("ada", error("a", "dx is 1"), cause("a", "Sign.")), student("bob", error("a", "dx is 2"), error("b", "y is 3"))]
    causes, errors, _ = misconceptions(tally(rows))
    assert [each.said for each in causes] == ["Sign."]
    assert [(each.said, each.count, each.instance) for each in errors] == [("Check a", 1, "dx is 2"), ("Check b", 1, "y is 3")]


def test_numbers_and_cases_do_not_part_those_who_share_a_mistake() -> None:
    rows = [
        student("ada", cause("a", "It is exactly 8 times too large. It shows in some cases only: typical.")),
        student("bob", cause("a", "It is exactly 5 times too large.")),
    ]
    assert [each.count for each in misconceptions(tally(rows))[0]] == [2]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("A sign is wrong. Look at line 8.", "A sign is wrong.", "A sign is wrong."),
        (
            "A sign is wrong. Look at line 8: `v` is not 3. Read “Signs” in the statement.",
            "A sign is wrong. Look at cell 3, line 2. Read “Signs” in the statement.",
            "A sign is wrong. Read “Signs” in the statement.",
        ),
        (
            "A sign is wrong. The first value that is not as expected comes about on line 4: `v`, 3 instead of 4.",
            "A sign is wrong. Look at line 8: nothing else that it comes from is in doubt.",
            "A sign is wrong.",
        ),
        ("On line 3 a sign is wrong.", "On line 14 a sign is wrong.", "On one line a sign is wrong."),
        ("f raised TypeError, line 3: no.", "f raised TypeError, cell 2, line 9: no.", "f raised TypeError: no."),
    ],
)
def test_the_place_does_not_part_those_who_share_a_mistake(one: str, other: str, said: str) -> None:
    causes, _, _ = misconceptions(tally([student("ada", cause("a", one)), student("bob", cause("a", other))]))
    assert [(each.count, each.said) for each in causes] == [(2, said)]


def test_what_points_to_another_check_is_no_mistake_of_its_own() -> None:
    pointing = [cause("b", f"See {code}.", code=code) for code in (CONSEQUENCE, SAME_CAUSE)]
    causes, errors, _ = misconceptions(tally([student("ada", cause("a", "Sign."), *pointing, error("b", "y is 3"))]))
    assert [each.said for each in causes] == ["Sign."]
    assert errors == ()


def test_a_place_alone_is_nothing_to_share() -> None:
    rows = [student("ada", cause("b", "It goes wrong on line 3.", code=LOCATION), error("b", "y is 3"))]
    causes, errors, _ = misconceptions(tally(rows))
    assert causes == ()
    assert [each.said for each in errors] == ["Check b"]


def test_other_errors_are_one_thing_in_all_checks() -> None:
    rows = [student("ada", error("a", "It raised.", "raised"), error("b", "It raised.", "raised"))]
    rows.append(student("bob", error("a", "It raised something else.", "raised")))
    only, other = misconceptions(tally(rows))[1]
    assert other.said == "It raised something else."
    assert (only.count, only.said, only.where) == (1, "It raised.", "ReLU")


def test_lines_that_are_alike_stand_together_with_links_to_the_line() -> None:
    rows = [student(key, cause("a", "Sign.", text)) for key, text in (("ada", "d = -x"), ("bob", "d = x"), ("eve", "d = -x"))]
    (only,) = misconceptions(tally(rows))[0]
    assert [(line.text, [who.name for who in line.students]) for line in only.lines] == [("d = -x", ["Ada", "Eve"]), ("d = x", ["Bob"])]
    assert only.example == "d = -x"
    assert only.lines[0].students[0].href == "./ada/index.html#relu.line-3"


def test_the_places_shown_are_levelled() -> None:
    assert level([10, 3, 2], 9) == 4
    assert level([2, 3], 100) == 3
    assert level([], 5) == 0
    assert level([5, 5, 5], 2) == 0


def test_whoever_handed_in_nothing_counts_against_a_check() -> None:
    missing = ClassRow("eve", "Eve", "", 0.0, 10.0, (ClassExercise("relu", "ReLU", Status.MISSING, 0.0, 10.0),))
    view = class_view(tally([student("ada", verdict=Verdict.PASSED), missing]), "Course")
    assert [cell.rate for cell in view.strips[0].cells] == ["50%", "50%"]
    assert "1 did not hand it in" in view.strips[0].summary


def test_nearly_all_is_not_all() -> None:
    rows = [student(f"s{i}", verdict=Verdict.PASSED) for i in range(999)] + [student("last")]
    assert class_view(tally(rows), "Course").strips[0].cells[0].rate == "99%"


def test_marks_that_are_withheld_are_not_zeros() -> None:
    view = class_view(tally(classroom(40)), "Course")
    assert "1 withheld" in view.headline
    assert "1 handed in nothing" in view.headline
    assert view.distribution is not None
    counted = sum(int(bar.label.split(": ")[1].split(" ")[0]) for bar in view.distribution.bars)
    assert counted == 38


def test_a_class_of_nobody_and_of_one() -> None:
    assert class_view(tally([]), "Course").distribution is None
    view = class_view(tally([class_row(SAMPLES["typical"]())]), "Course")
    assert view.causes
    assert view.distribution is not None
    assert view.distribution.median == "63.5" or float(view.distribution.median) > 0


def test_rows_of_a_record_carry_the_line() -> None:
    findings = [each for exercise in class_row(SAMPLES["typical"]()).exercises for each in exercise.findings]
    assert any(each.level == "cause" and each.text for each in findings)
