"""Hints by degrees: what, where, why; counted, capped, and closed when they are no longer needed."""

import json
from dataclasses import replace

import pytest

from grader.errors import UsageError
from grader.kit.hints import HintBook, capped, first_wrong, hint, hints_taken
from grader.kit.hints_policy import HintPolicy, hint_policy
from grader.model.exercise import Course
from grader.model.result import CheckResult, Comparison, ExerciseResult, Finding, Source
from grader.model.verdict import Status, Verdict

SOURCE = Source("f.py", "a = 1\nb = 2\nc = a - b\n")
CAUSE = Finding("sign", "A sign is wrong.", 3, "cause")


def check(name="dx", verdict=Verdict.FAILED, points=5.0, findings=(CAUSE,)) -> CheckResult:
    return CheckResult(name, f"Gradient {name}", verdict, 0.0, points, True, f"{name} is wrong.", findings)


def result(*checks, status=Status.GRADED) -> ExerciseResult:
    return ExerciseResult("bn", "Batch norm", status, 0.0, 10.0, "", checks, source=SOURCE)


def open_book(tmp_path, **policy) -> HintBook:
    return HintBook.open(tmp_path, HintPolicy(**policy))


def test_degrees_open_one_by_one(tmp_path):
    book = open_book(tmp_path)
    assert (book.shown("bn", "dx"), book.next("bn", "dx")) == ((), "where")
    assert book.take("bn", "dx") == "where"
    assert (book.shown("bn", "dx"), book.next("bn", "dx")) == (("where",), "why")
    assert book.take("bn", "dx") == "why"
    assert (book.shown("bn", "dx"), book.next("bn", "dx")) == (("where", "why"), "")
    assert book.take("bn", "dx") == ""
    assert book.taken == {"bn": 2}


def test_they_are_kept(tmp_path):
    open_book(tmp_path).take("bn", "dx")
    again = open_book(tmp_path)
    assert again.shown("bn", "dx") == ("where",)
    assert again.taken == {"bn": 1}
    assert (tmp_path / ".grader" / "hints.json").is_file()


@pytest.mark.parametrize(("most", "taken"), [("none", []), ("where", ["where"]), ("why", ["where", "why"])])
def test_the_course_caps_them(tmp_path, most, taken):
    book = open_book(tmp_path, most=most)
    assert [degree for degree in (book.take("bn", "dx") for _ in range(3)) if degree] == taken


def test_a_cap_that_comes_later_counts_too(tmp_path):
    book = open_book(tmp_path)
    book.take("bn", "dx")
    book.take("bn", "dx")
    assert open_book(tmp_path, most="where").shown("bn", "dx") == ("where",)


def test_a_right_check_closes_its_hints_and_the_count_stays(tmp_path):
    book = open_book(tmp_path)
    book.take("bn", "dx")
    book.settle("bn", [check(verdict=Verdict.PASSED)])
    assert open_book(tmp_path).shown("bn", "dx") == ()
    assert open_book(tmp_path).taken == {"bn": 1}


def test_a_count_that_is_handed_in(tmp_path):
    book = open_book(tmp_path, submit=True)
    book.take("bn", "dx")
    book.take("relu", "kink")
    assert (tmp_path / "hints.json").is_file()
    assert hints_taken(tmp_path) == {"bn": 1, "relu": 1}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "nonsense", '{"exercises": 3}', '{"exercises": {"bn": []}}', '{"exercises": {"bn": {"taken": "many"}}}',
     '{"exercises": {"bn": {"taken": -3, "checks": [1]}}}', '{"exercises": {"bn": {"taken": true, "checks": {"dx": "two"}}}}', "[" * 100000],
)  # fmt: skip
def test_a_file_that_is_not_as_it_should_be(tmp_path, text):
    (tmp_path / "hints.json").write_text(text)
    assert set(hints_taken(tmp_path).values()) <= {0}
    assert open_book(tmp_path, submit=True).shown("bn", "dx") == ()


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "real.json").write_text(json.dumps({"exercises": {"bn": {"taken": 3}}}))
    (tmp_path / "hints.json").symlink_to(tmp_path / "real.json")
    assert hints_taken(tmp_path) == {}


def test_no_file():
    from pathlib import Path

    assert hints_taken(Path("/nonexistent")) == {}


def test_what_is_said():
    assert hint(check(), "where", SOURCE) == ["Look at line 3: c = a - b"]
    assert hint(check(), "why", SOURCE) == ["A sign is wrong."]
    numbers = replace(check(findings=()), comparisons=(Comparison("typical", True, "a typical batch", "dx", False),))
    assert "No usual slip" in hint(numbers, "why", SOURCE)[0]
    assert "What is said above" in hint(check(findings=()), "why", SOURCE)[0]
    assert "Nothing more" in hint(check(findings=()), "where", SOURCE)[0]
    assert "exception" in hint(check(verdict=Verdict.ERROR), "why", SOURCE)[0]


def test_none_is_offered_where_the_sentence_says_all():
    told = check(findings=(Finding("missing", "There is no f in the file."),))
    assert first_wrong(result(told)) is None
    assert first_wrong(result(told, check(name="dw"))).id == "dw"
    assert first_wrong(result(check(verdict=Verdict.TIMEOUT))) is None


def test_a_cap_leaves_nothing_to_be_read_out():
    assert capped(check(), "why").findings == (CAUSE,)
    assert capped(check(), "where").findings == (Finding("place", "", 3, "cause"),)
    assert capped(check(), "none").findings == ()
    error = Finding("wrong_value", "x", 2)
    assert capped(check(findings=(error, CAUSE)), "none").findings == (error,)


def test_the_first_thing_to_mend():
    small, large = check("a", points=1.0), check("b", points=9.0)
    assert first_wrong(result(small, large)) is large
    assert first_wrong(result(check(verdict=Verdict.PASSED), small)) is small
    assert first_wrong(result(check(verdict=Verdict.SKIPPED), check(verdict=Verdict.NOT_ATTEMPTED))) is None
    assert first_wrong(result(check(verdict=Verdict.ERROR), status=Status.IMPORT_ERROR)) is None


def policy(course: Course, said) -> HintPolicy:
    return hint_policy(replace(course, policies={} if said is None else {"hints": said}))


@pytest.mark.parametrize(
    ("said", "policy_"),
    [
        (None, HintPolicy("why")),
        (True, HintPolicy("why")),
        (False, HintPolicy("none")),
        ({}, HintPolicy("why")),
        ({"most": "where", "submit": True}, HintPolicy("where", True)),
    ],
)
def test_policies(course, said, policy_):
    assert policy(course, said) == policy_


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"mots": "why"}, "policies.hints.mots is not a key here .*did you mean 'most'"),
        ({"most": "how"}, "policies.hints.most is 'how'; it is one of none, where, why"),
        ({"submit": 1}, "policies.hints.submit is 1; it is true or false"),
        ("all", "policies.hints is to be true, false, or a mapping"),
    ],
)
def test_a_policy_that_makes_no_sense(course, said, message):
    with pytest.raises(UsageError, match=message):
        policy(course, said)
