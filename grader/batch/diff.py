"""Changes of marks as lines to print: who, from what to what, and which check did it."""

from collections.abc import Iterable, Iterator

from grader.report.text import name
from grader.store.changes import Change, CheckChange
from grader.store.rows import CheckRow


def lines(changes: Iterable[Change]) -> Iterator[str]:
    """A line for each mark that changed, and indented below it what did it. New marks are only counted."""
    new = 0
    for change in changes:
        if change.before is None:
            new += 1
            continue
        before, after = _marks(change.before.score), _marks(change.after.score)
        yield f"{name(change.student)}: {change.exercise}: {before} → {after} of {change.after.max_score:g}"
        yield from (f"    {reason}" for reason in _reasons(change))
    if new:
        yield f"{new} mark{'s are' if new > 1 else ' is'} new."


def _reasons(change: Change) -> Iterator[str]:
    yield from map(_check, change.checks)
    assert change.before is not None  # only what was there before can have changed
    for what in ("penalty", "adjustment"):
        before, after = getattr(change.before, what), getattr(change.after, what)
        if before != after:
            yield f"{'late penalty' if what == 'penalty' else what}: {before:g} → {after:g}"
    if change.before.max_score != change.after.max_score:
        yield f"weight: {change.before.max_score:g} → {change.after.max_score:g}"


def _check(check: CheckChange) -> str:
    return f"{name(check.title)} ({check.id}): {_row(check.before)} → {_row(check.after)}"


def _row(row: CheckRow | None) -> str:
    return "none" if row is None else f"{_marks(row.score)}/{row.max_score:g} {row.verdict.in_words}"


def _marks(score: float | None) -> str:
    return "withheld" if score is None else f"{score:g}"
