"""Reading ``policies``: what instructors write, and what they are told when it cannot be understood."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.errors import UsageError
from grader.store.policy import ANY, Counts, Penalty, Policy
from grader.store.policy_keys import read_policy
from grader.store.times import parse

IDS = ("my_relu", "gradient_flow")


def test_nothing_said_is_the_default() -> None:
    assert read_policy({}, IDS) == Policy()


def test_everything_said() -> None:
    policy = read_policy(
        {
            "attempts": {"counts": "best", "most": 3},
            "due": {"my_relu": "2026-10-01 23:59 Europe/Berlin"},
            "grace": "15min",
            "late_penalty_per_day": "10%",
            "extensions": {"Ada": "3d", "bob": {"my_relu": "2026-10-08 12:00 Z"}},
        },
        IDS,
    )
    assert (policy.counts, policy.most, policy.grace) == (Counts.BEST, 3, timedelta(minutes=15))
    assert policy.due["my_relu"].astimezone(UTC) == datetime(2026, 10, 1, 21, 59, tzinfo=UTC)
    assert policy.penalty == Penalty(share=0.1)
    assert policy.extensions["ada"][ANY].extra == timedelta(days=3)
    assert policy.extensions["bob"]["my_relu"].until == datetime(2026, 10, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [("last", (Counts.LAST, None)), ("best", (Counts.BEST, None)), (2, (Counts.LAST, 2)), ({"most": 4}, (Counts.LAST, 4))],
)
def test_attempts(attempts: object, expected: tuple[Counts, int | None]) -> None:
    policy = read_policy({"attempts": attempts}, IDS)
    assert (policy.counts, policy.most) == expected


@pytest.mark.parametrize(("given", "penalty"), [(2, Penalty(points=2)), ("2.5", Penalty(points=2.5)), ("100 %", Penalty(share=1))])
def test_penalties(given: object, penalty: Penalty) -> None:
    assert read_policy({"late_penalty_per_day": given}, IDS).penalty == penalty


@pytest.mark.parametrize(
    ("policies", "said"),
    [
        ({"attempts": "first"}, "policies.attempts: 'first' is not last, best or a number"),
        ({"attempts": 0}, "policies.attempts"),
        ({"attempts": True}, "policies.attempts"),
        ({"attempts": {"most": 2, "beste": 1}}, "policies.attempts"),
        ({"due": "tomorrow"}, "policies.due: 'tomorrow' is no time; write it like 2026-10-01 23:59 Europe/Berlin"),
        ({"due": "2026-10-01 23:59"}, "does not say in which time zone, e.g. 2026-10-01 23:59 Europe/Berlin"),
        ({"due": "2026-10-01 23:59 Europe/Berlinn"}, "is no time"),
        ({"due": "2026-13-01 23:59 Z"}, "is no time"),
        ({"due": {"my_rely": "2026-10-01 Z"}}, "there is no exercise 'my_rely' (did you mean 'my_relu'?)"),
        ({"grace": "15"}, "policies.grace: '15' is no duration; write it like 15min, 2h or 3d"),
        ({"late_penalty_per_day": "110%"}, "neither a share like 10% nor a number of points"),
        ({"late_penalty_per_day": -1}, "policies.late_penalty_per_day"),
        ({"late_penalty_per_day": "lots"}, "policies.late_penalty_per_day"),
        ({"extensions": "ada"}, "policies.extensions: write one line for each student"),
        ({"extensions": {"ada": "soon"}}, "policies.extensions.ada: 'soon' is no duration"),
        ({"extensions": {"ada": {"relu": "3d"}}}, "policies.extensions.ada: there is no exercise 'relu'"),
    ],
)
def test_what_cannot_be_understood_is_said(policies: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_policy(policies, IDS)
    assert said in str(raised.value)
    assert str(raised.value).startswith("course.yaml: policies.")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-10-01 23:59 +02:00", "2026-10-01T21:59:00"),
        ("2026-10-01T23:59:30Z", "2026-10-01T23:59:30"),
        ("2026-10-01 Europe/Berlin", "2026-10-01T21:59:59"),
        ("2023-05-05 19:56:14.283914000 Z", "2023-05-05T19:56:14.283914"),
        ("2023-05-05 19:56:14 -0700", "2023-05-06T02:56:14"),
        ("2026-10-01 24:00 Z", "2026-10-02T00:00:00"),
    ],
)
def test_times_with_a_zone(text: str, utc: str) -> None:
    time = parse(text)
    assert time is not None
    assert time.astimezone(UTC).replace(tzinfo=None).isoformat() == utc


def test_times_without_a_zone() -> None:
    assert parse("Friday, 3 October 2025, 11:59 PM") == datetime(2025, 10, 3, 23, 59)
    assert parse("2026-10-01") == datetime(2026, 10, 1, 23, 59, 59)
    assert parse("nonsense") is None
    assert parse("2026-10-01 25:00") is None
