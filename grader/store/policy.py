"""What of a student's attempts counts: the last or the best, and what being late costs. Pure functions of plain data."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from grader.score import rounded
from grader.store.times import instant

_DAY = timedelta(days=1)


class Counts(StrEnum):
    """Which attempt counts."""

    LAST = "last"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Penalty:
    """What each begun day of delay costs: a share of the exercise's full marks, and points."""

    share: float = 0.0
    points: float = 0.0

    def of(self, days: int, max_score: float) -> float:
        """The marks that ``days`` days cost."""
        return rounded(days * (self.share * max_score + self.points))


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one student: a later due time, or a while on top of everyone's."""

    until: datetime | None = None
    extra: timedelta = timedelta()


ANY = "*"
"""Stands for every exercise in :attr:`Policy.due` and :attr:`Policy.extensions`."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A course's rules on time and attempts. The default: the last attempt counts, whenever it came."""

    counts: Counts = Counts.LAST
    most: int | None = None
    """How many attempts are looked at; later ones do not count."""
    due: Mapping[str, datetime] = field(default_factory=dict)
    """By exercise id, or :data:`ANY`. All of them name their zone."""
    grace: timedelta = timedelta()
    penalty: Penalty = Penalty()
    extensions: Mapping[str, Mapping[str, Extension]] = field(default_factory=dict)
    """By student (any of their identifiers, in lower case), then by exercise id or :data:`ANY`."""

    def due_of(self, exercise: str, names: Sequence[str] = ()) -> datetime | None:
        """When ``exercise`` is due for the student of these ``names``; None when it never is."""
        due = self.due.get(exercise, self.due.get(ANY))
        for name in names:
            given = self.extensions.get(name.casefold(), {})
            extension = given.get(exercise, given.get(ANY))
            if extension is not None:
                return extension.until or (due + extension.extra if due else None)
        return due


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt as far as a policy looks at it. ``score`` None: withheld."""

    number: int
    score: float | None
    submitted: datetime | None = None
    late: bool = False
    """Marked as late by the learning platform, whatever that knew."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which attempt counts, and what it lost."""

    number: int
    days_late: int
    penalty: float
    """Marks taken off for being late: never more than there were."""
    score: float | None
    """What is left; None while withheld."""
    note: str = ""
    """One sentence for the student where there is something to say."""


def decide(
    policy: Policy, exercise: str, tries: Sequence[Try], max_score: float, names: Sequence[str] = ()
) -> Decision | None:
    """What counts of ``tries`` (in order) at ``exercise``; None when there are none.

    While an attempt that might be the best is withheld, so is the mark. Of two equally good attempts the earlier one
    counts.
    """
    considered = tries if policy.most is None else tries[: policy.most]
    if not considered:
        return None
    due = policy.due_of(exercise, names)
    decided = [_one(policy, due, each, max_score) for each in considered]
    if policy.counts is Counts.LAST:
        chosen = decided[-1]
    else:
        chosen = max(decided, key=lambda each: (math.inf if each.score is None else each.score, -each.number))
    ignored = len(tries) - len(considered)
    return _with_note(policy, chosen, len(considered), ignored)


def days_late(due: datetime | None, submitted: datetime | None, grace: timedelta) -> int:
    """Begun days after ``due``; 0 within the grace period, and where one of the times is not known."""
    if due is None or submitted is None:
        return 0
    delay = instant(submitted, due.tzinfo) - instant(due, None)
    return math.ceil(delay / _DAY) if delay > grace else 0


def _one(policy: Policy, due: datetime | None, each: Try, max_score: float) -> Decision:
    days = days_late(due, each.submitted, policy.grace)
    if each.score is None:
        return Decision(each.number, days, 0.0, None)
    penalty = min(policy.penalty.of(days, max_score), each.score)
    unknown = each.late and each.submitted is None and policy.penalty != Penalty()
    note = "The learning platform marked it as late without saying by how much; nothing was taken off." if unknown else ""
    return Decision(each.number, days, penalty, rounded(each.score - penalty), note)


def _with_note(policy: Policy, chosen: Decision, considered: int, ignored: int) -> Decision:
    notes = [chosen.note] if chosen.note else []
    if considered > 1 and policy.counts is Counts.BEST:
        notes.append(f"Attempt {chosen.number} of {considered} counts, the best.")
    if ignored:
        notes.append(f"Only the first {policy.most} attempts count: {ignored} later one{'s' * (ignored > 1)} did not.")
    return Decision(chosen.number, chosen.days_late, chosen.penalty, chosen.score, " ".join(notes))
