"""Marks, numbers and places in words."""

import math

import pytest

from grader.model.result import Comparison, Source
from grader.model.verdict import Status, Verdict
from grader.report import words
from tests.report.samples import SAMPLES, exercise


@pytest.mark.parametrize(
    ("value", "shown"), [(12.0, "12"), (7.5, "7.5"), (0.25, "0.25"), (100.0, "100"), (0.0, "0"), (None, "–")]
)
def test_marks(value: float | None, shown: str) -> None:
    assert words.marks(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.123456, "0.1235"), (1e-43, "1e-43"), (-2.5e100, "-2.5e100"), (math.nan, "nan"), ("inf", "inf"), (None, "?")],
)
def test_number(value: object, shown: str) -> None:
    assert words.number(value) == shown


def test_a_pair_is_told_apart() -> None:
    assert words.pair(0.12345678, 0.12345679) == ("0.12345678", "0.12345679")
    assert words.pair(0.5, 0.25) == ("0.5", "0.25")
    assert words.pair("nan", 1.0) == ("nan", "1")


def test_place() -> None:
    notebook = Source("a.ipynb", "", cells=(1, 5, 9))
    assert words.place(None, 4) == "line 4"
    assert words.place(notebook, 4) == "cell 1, line 4"
    assert words.place(notebook, 9) == "cell 3, line 1"
    assert words.place(Source("a.ipynb", "", cells=(3,)), 2) == "line 2"


def test_a_hidden_case_has_no_name() -> None:
    assert words.case(Comparison("secret seven", False, "two rows", "dx", True)) == "hidden case: two rows"
    assert words.case(Comparison("secret seven", False, "", "dx", True)) == "hidden case"


def test_every_verdict_and_status_has_a_tone_and_words() -> None:
    tones = {"good", "fair", "bad", "quiet", "fault"}
    for verdict in Verdict:
        assert words.TONES[verdict] in tones
        assert words.verdict(verdict).strip()
    for status in Status:
        each = exercise("my_relu", (), status=status)
        assert words.tone(each) in tones
        assert words.status(each).strip()


def test_headlines() -> None:
    told = {name: words.headline(sample()) for name, sample in SAMPLES.items()}
    assert told == {
        "perfect": "Everything is right.",
        "typical": "35 marks still to be had.",
        "broken": "The total is withheld: the grader itself failed on part of this work.",
        "absent": "No marks yet.",
        "hostile": "3 of 4 exercises complete, 25 marks still to be had.",
    }


def test_no_negative_zero() -> None:
    assert words.number(-0.0) == "0"
