"""The record as JSON and back."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from grader.errors import UsageError
from grader.model.result import Comparison, Entry, Report
from grader.report.record import from_json, to_json
from tests.report.samples import SAMPLES, check, exercise, perfect, report
from tests.report.strategies import reports


def plain() -> dict[str, Any]:
    """The plain data of a record."""
    loaded: dict[str, Any] = json.loads(to_json(perfect()))
    return loaded


def refused(data: object) -> str:
    """What a reader is told of a record that is refused."""
    with pytest.raises(UsageError) as caught:
        from_json(data if isinstance(data, str) else json.dumps(data))
    return str(caught.value)


@settings(deadline=None, max_examples=150)
@given(reports)
def test_round_trip(given_report: Report) -> None:
    text = to_json(given_report)
    assert from_json(text) == given_report
    assert to_json(from_json(text)) == text


@settings(deadline=None, max_examples=50)
@given(reports)
def test_strict_json_in_safe_characters(given_report: Report) -> None:
    text = to_json(given_report)
    text.encode()
    json.loads(text, parse_constant=pytest.fail)
    assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in text)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_survive(name: str) -> None:
    text = to_json(SAMPLES[name]())
    assert to_json(from_json(text)) == text


def test_keys_are_those_of_the_design() -> None:
    data = plain()
    first = ["schema", "submission", "course", "score", "max_score", "seed", "provenance", "exercises", "times"]
    assert list(data) == first
    assert list(data["exercises"][0])[:7] == ["id", "title", "status", "score", "max_score", "message", "checks"]
    judged = data["exercises"][1]["checks"][2]
    assert list(judged)[:8] == ["id", "title", "verdict", "score", "max_score", "public", "message", "findings"]
    assert list(judged["findings"][0]) == ["code", "message", "line", "level"]


def test_only_times_differ_between_two_runs() -> None:
    one, two = perfect(), replace(perfect(), times={"my_relu": 9.0})
    assert to_json(one).partition('"times"')[0] == to_json(two).partition('"times"')[0]


def test_order_of_provenance_does_not_matter() -> None:
    one = replace(perfect(), provenance={"a": 1, "b": 2})
    assert to_json(one) == to_json(replace(one, provenance={"b": 2, "a": 1}))


def test_marks_have_two_decimals() -> None:
    third = replace(perfect(), score=100 / 3, max_score=-0.0)
    data = json.loads(to_json(third))
    assert data["score"] == 33.33
    assert str(data["max_score"]) == "0.0"


def test_not_finite_numbers() -> None:
    comparison = Comparison("c", True, "", "dx", False, relative_error=math.inf, worst=Entry((), "nan", 1.0, math.nan))
    text = to_json(report("x", exercise("my_relu", (check("a", "A", 1, comparisons=(comparison,)),))))
    back = from_json(text).exercises[0].checks[0].comparisons[0]
    assert back.relative_error == math.inf
    assert back.worst is not None
    assert back.worst.got == "nan"
    assert back.worst.ratio is not None
    assert math.isnan(back.worst.ratio)


def test_a_hidden_case_keeps_its_numbers_to_itself() -> None:
    leak = Comparison(
        "c", False, "two rows", "dx", False, "wrong", "bug", 0.5,
        Entry((3,), 111.0, 222.0, 0.5), (1,), [333.0], [444.0], ((3,),),
    )  # fmt: skip
    text = to_json(report("x", exercise("my_relu", (check("a", "A", 1, comparisons=(leak,)),))))
    assert not any(number in text for number in ("111", "222", "333", "444"))
    assert "two rows" in text


def test_another_schema_version() -> None:
    assert refused(plain() | {"schema": 2}) == (
        "this record has schema version 2, and this grader reads version 1: grade the submission again"
    )
    assert "True" in refused(plain() | {"schema": True})


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "nonsense", "[" * 100_000, '{"schema": 1, "schema": 1}'])
def test_what_is_no_record(text: str) -> None:
    assert "not a record" in refused(text)


def test_an_unknown_and_a_missing_key() -> None:
    data = plain()
    data["exercises"][1]["checks"][0]["colour"] = "red"
    assert "exercises[1].checks[0]: the key 'colour' is not known here" in refused(data)
    del data["exercises"][1]["checks"][0]["colour"], data["exercises"][0]["title"]
    assert "exercises[0]: the key 'title' is missing" in refused(data)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("score", "12", "score: a number was expected"),
        ("score", True, "score: a number was expected"),
        ("seed", 1.5, "seed: a whole number was expected"),
        ("seed", True, "seed: a whole number was expected"),
        ("submission", 3, "submission: a string was expected"),
        ("exercises", {}, "exercises: a list was expected"),
        ("exercises", [3], "exercises[0]: an object was expected"),
        ("times", {"a": "fast"}, "times.a: a number was expected"),
        ("score", 10**400, "score: the number is too large"),
    ],
)
def test_a_wrong_type(key: str, value: object, told: str) -> None:
    assert told in refused(plain() | {key: value})


def test_an_unknown_verdict() -> None:
    data = plain()
    data["exercises"][0]["checks"][0]["verdict"] = "splendid"
    assert "verdict: 'splendid' is none of passed, partial, failed" in refused(data)


def test_nan_is_not_json() -> None:
    assert "NaN is not JSON" in refused(to_json(perfect()).replace('"score": 100.0', '"score": NaN', 1))
