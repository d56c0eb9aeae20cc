"""What counts: pure functions, every rule with its edge."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from grader.store.policy import ANY, Counts, Extension, Penalty, Policy, Try, days_late, decide

BERLIN = ZoneInfo("Europe/Berlin")
DUE = datetime(2026, 10, 1, 23, 59, tzinfo=BERLIN)
LATE = Policy(due={ANY: DUE}, penalty=Penalty(share=0.1))


def after(**delay: float) -> datetime:
    return (DUE.astimezone(UTC) + timedelta(**delay)).astimezone(BERLIN)


def test_the_last_attempt_counts_unless_told_otherwise() -> None:
    tries = [Try(1, 18.0), Try(2, 12.0)]
    assert decide(Policy(), "relu", tries, 20).score == 12
    best = decide(Policy(counts=Counts.BEST), "relu", tries, 20)
    assert (best.number, best.score) == (1, 18)
    assert "Attempt 1 of 2 counts" in best.note


def test_nothing_handed_in_decides_nothing() -> None:
    assert decide(Policy(), "relu", [], 20) is None


def test_of_equally_good_attempts_the_earlier_one_counts() -> None:
    assert decide(Policy(counts=Counts.BEST), "relu", [Try(1, 9.0), Try(2, 9.0)], 20).number == 1


def test_only_the_first_attempts_are_looked_at() -> None:
    decision = decide(Policy(most=2), "relu", [Try(1, 1.0), Try(2, 2.0), Try(3, 20.0)], 20)
    assert (decision.number, decision.score) == (2, 2)
    assert decision.note == "Only the first 2 attempts count: 1 later one did not."


def test_a_withheld_attempt_withholds_the_mark() -> None:
    assert decide(Policy(), "relu", [Try(1, 5.0), Try(2, None)], 20).score is None
    assert decide(Policy(counts=Counts.BEST), "relu", [Try(1, None), Try(2, 5.0)], 20).score is None


@pytest.mark.parametrize(
    ("submitted", "days"),
    [
        (after(seconds=-1), 0),
        (after(), 0),
        (after(minutes=15), 0),  # the grace period
        (after(minutes=15, seconds=1), 1),
        (after(days=1), 1),
        (after(days=1, seconds=1), 2),
        (None, 0),
    ],
)
def test_days_are_begun_days_after_the_grace_period(submitted: datetime | None, days: int) -> None:
    assert days_late(DUE, submitted, timedelta(minutes=15)) == days


def test_lateness_takes_a_share_of_the_full_marks_and_never_more_than_there_is() -> None:
    two_days = decide(LATE, "relu", [Try(1, 15.0, after(hours=30))], 20)
    assert (two_days.days_late, two_days.penalty, two_days.score) == (2, 4.0, 11.0)
    week = decide(LATE, "relu", [Try(1, 5.0, after(days=7))], 20)
    assert (week.penalty, week.score) == (5.0, 0.0)


def test_points_a_day() -> None:
    policy = Policy(due={ANY: DUE}, penalty=Penalty(points=1.5))
    assert decide(policy, "relu", [Try(1, 15.0, after(days=2))], 20).penalty == 3.0


def test_the_best_is_chosen_after_lateness() -> None:
    policy = Policy(counts=Counts.BEST, due={ANY: DUE}, penalty=Penalty(share=0.2))
    decision = decide(policy, "relu", [Try(1, 15.0, after(hours=-1)), Try(2, 18.0, after(hours=1))], 20)
    assert (decision.number, decision.score) == (1, 15.0)


def test_across_the_end_of_summer_time_a_day_is_still_24_hours() -> None:
    due = datetime(2026, 10, 24, 23, 59, tzinfo=BERLIN)  # clocks go back in the following night
    same_time_next_day = datetime(2026, 10, 25, 23, 59, tzinfo=BERLIN)
    assert days_late(due, same_time_next_day, timedelta()) == 2
    assert days_late(due, datetime(2026, 10, 25, 22, 59, tzinfo=BERLIN), timedelta()) == 1


def test_a_time_without_a_zone_is_taken_in_that_of_the_due_date() -> None:
    assert days_late(DUE, datetime(2026, 10, 1, 23, 58), timedelta()) == 0
    assert days_late(DUE, datetime(2026, 10, 2, 0, 1), timedelta()) == 1


def test_extensions_by_student_and_exercise() -> None:
    policy = Policy(
        due={ANY: DUE},
        penalty=Penalty(share=0.1),
        extensions={
            "ada": {ANY: Extension(extra=timedelta(days=3))},
            "bob@example.org": {"relu": Extension(until=after(days=1))},
        },
    )
    tries = [Try(1, 20.0, after(days=2))]
    assert decide(policy, "relu", tries, 20, ("Ada",)).days_late == 0
    assert decide(policy, "relu", tries, 20, ("bob", "Bob@Example.org")).days_late == 1
    assert decide(policy, "flow", tries, 20, ("bob", "Bob@Example.org")).days_late == 2
    assert decide(policy, "relu", tries, 20, ("carol",)).days_late == 2


def test_due_by_exercise() -> None:
    policy = Policy(due={"relu": DUE}, penalty=Penalty(share=0.1))
    tries = [Try(1, 20.0, after(days=2))]
    assert decide(policy, "relu", tries, 20).penalty == 4
    assert decide(policy, "flow", tries, 20).penalty == 0


def test_late_without_a_time_costs_nothing_and_is_said() -> None:
    decision = decide(LATE, "relu", [Try(1, 20.0, None, late=True)], 20)
    assert decision.score == 20
    assert "without saying by how much" in decision.note
    assert decide(Policy(), "relu", [Try(1, 20.0, None, late=True)], 20).note == ""
