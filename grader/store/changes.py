"""Whose marks changed, from what to what, and which check did it.

Every run logs the marks that count and differ from those logged before. What changed since a run is then a matter of
reading; a run that was killed has logged nothing, and the next one sees all that it did.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.store import results
from grader.store.marks import Mark, Standing
from grader.store.rows import CheckRow


@dataclass(frozen=True, slots=True)
class Logged:
    """A mark as it counted at the end of a run."""

    score: float | None
    max_score: float
    penalty: float
    adjustment: float
    result: int | None


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check that came out otherwise than before: in the exercise's own points, None where there was no such check."""

    id: str
    title: str
    before: CheckRow | None
    after: CheckRow | None


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that is no longer what it was. ``before`` is None for one that is new."""

    student: str
    exercise: str
    before: Logged | None
    after: Logged
    checks: tuple[CheckChange, ...] = ()


def log(connection: sqlite3.Connection, run: int, standings: Iterable[Standing]) -> None:
    """Log under ``run`` every mark that differs from what was logged last."""
    last = _latest(connection)
    rows = []
    for standing in standings:
        for exercise, mark in standing.marks.items():
            now = logged(mark)
            if last.get((standing.student.id, exercise)) != now:
                rows.append((run, standing.student.id, exercise, *_columns(now)))
    connection.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def logged(mark: Mark) -> Logged:
    """What is logged of a mark."""
    return Logged(mark.score, mark.max_score, mark.penalty, mark.adjustment, mark.result)


def of_run(connection: sqlite3.Connection, run: int) -> list[Change]:
    """What ``run`` changed in scores, by student. A result that came out the same anew is no change."""
    before = _latest(connection, before=run)
    found = []
    rows = connection.execute(
        "SELECT marks.*, students.key FROM marks JOIN students ON students.id = marks.student"
        " WHERE run = ? ORDER BY students.key, exercise",
        (run,),
    )
    for row in rows.fetchall():
        old, new = before.get((row["student"], row["exercise"])), _logged(row)
        if old is None or (old.score, old.max_score) != (new.score, new.max_score):
            found.append(Change(row["key"], row["exercise"], old, new, _checks(connection, old, new)))
    return found


def _checks(connection: sqlite3.Connection, old: Logged | None, new: Logged) -> tuple[CheckChange, ...]:
    if old is None or old.result is None or new.result is None or old.result == new.result:
        return ()
    rows = results.checks(connection, (old.result, new.result))
    before, after = (_by_id(rows.get(result, ())) for result in (old.result, new.result))
    found = []
    for id in dict.fromkeys((*before, *after)):
        was, now = before.get(id), after.get(id)
        told = [(row.score, row.max_score, row.verdict) if row else None for row in (was, now)]
        if told[0] != told[1]:
            title = (now or was or before[id]).title
            found.append(CheckChange(id, title, was, now))
    return tuple(found)


def _by_id(rows: Iterable[CheckRow]) -> Mapping[str, CheckRow]:
    return {row.id: row for row in rows}


def _latest(connection: sqlite3.Connection, before: int | None = None) -> dict[tuple[int, str], Logged]:
    """By student and exercise: the mark that was logged last, of the runs ``before`` one."""
    rows = connection.execute(
        "SELECT *, max(run) FROM marks WHERE run < ? GROUP BY student, exercise",
        (before if before is not None else 1 << 62,),
    )
    return {(row["student"], row["exercise"]): _logged(row) for row in rows}


def _logged(row: sqlite3.Row) -> Logged:
    return Logged(row["score"], row["max_score"], row["penalty"], row["adjustment"], row["result"])


def _columns(mark: Logged) -> tuple[object, ...]:
    return (mark.result, mark.score, mark.max_score, mark.penalty, mark.adjustment)
