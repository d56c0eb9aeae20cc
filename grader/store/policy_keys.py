"""``policies`` of ``course.yaml`` as a :class:`~grader.store.policy.Policy`.

::

    policies:
      attempts: best                              # or last (the default); {counts: best, most: 3} limits them
      due: 2026-10-01 23:59 Europe/Berlin         # or one for each exercise: {my_relu: 2026-10-01 23:59 Europe/Berlin}
      grace: 15min
      late_penalty_per_day: 10%                   # of the exercise's full marks; a number is points
      extensions:
        ada: 2026-10-08 23:59 Europe/Berlin       # or a while: 3d; or by exercise: {my_relu: 3d}
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from grader.errors import UsageError
from grader.spec.suggest import suggestion
from grader.store.policy import ANY, Counts, Extension, Penalty, Policy
from grader.store.times import due_time, duration, parse


def read_policy(policies: Mapping[str, Any], exercises: Collection[str]) -> Policy:
    """The policy; UsageError says what in it cannot be understood. ``exercises``: the course's ids."""
    counts, most = _attempts(policies.get("attempts"))
    grace = policies.get("grace")
    return Policy(
        counts=counts,
        most=most,
        due=_due(policies.get("due"), exercises),
        grace=timedelta() if grace is None else duration(grace, "policies.grace"),
        penalty=_penalty(policies.get("late_penalty_per_day")),
        extensions=_extensions(policies.get("extensions"), exercises),
    )


def _attempts(value: object) -> tuple[Counts, int | None]:
    given = value if isinstance(value, Mapping) else {"most" if isinstance(value, int) else "counts": value}
    most = given.get("most")
    counts = given.get("counts") or Counts.LAST
    limited = isinstance(most, int) and not isinstance(most, bool) and most > 0
    if set(given) - {"counts", "most"} or counts not in list(Counts) or not (most is None or limited):
        raise UsageError(
            f"course.yaml: policies.attempts: {value!r} is not last, best or a number of attempts that count;"
            " for both write {counts: best, most: 3}."
        )
    return Counts(str(counts)), most if isinstance(most, int) else None


def _due(value: object, exercises: Collection[str]) -> dict[str, datetime]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return {ANY: due_time(value, "policies.due")}
    return {_known(name, exercises, "policies.due"): due_time(text, f"policies.due.{name}") for name, text in value.items()}


def _known(name: str, exercises: Collection[str], where: str) -> str:
    if name not in exercises:
        raise UsageError(f"course.yaml: {where}: there is no exercise {name!r} ({suggestion(name, exercises)}).")
    return name


def _penalty(value: object) -> Penalty:
    if value is None:
        return Penalty()
    try:
        if isinstance(value, str) and value.rstrip().endswith("%"):
            share = float(value.rstrip()[:-1]) / 100
            if 0 <= share <= 1:
                return Penalty(share=share)
        elif not isinstance(value, bool) and float(str(value)) >= 0:
            return Penalty(points=float(str(value)))
    except ValueError:
        pass
    raise UsageError(f"course.yaml: policies.late_penalty_per_day: {value!r} is neither a share like 10% nor a number of points.")


def _extensions(value: object, exercises: Collection[str]) -> dict[str, dict[str, Extension]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise UsageError("course.yaml: policies.extensions: write one line for each student, like ada: 3d.")
    found = {}
    for student, given in value.items():
        where = f"policies.extensions.{student}"
        by_exercise = given if isinstance(given, Mapping) else {ANY: given}
        found[str(student).casefold()] = {
            name if name == ANY else _known(name, exercises, where): _extension(text, where)
            for name, text in by_exercise.items()
        }
    return found


def _extension(text: object, where: str) -> Extension:
    if isinstance(text, str) and parse(text) is not None:
        return Extension(until=due_time(text, where))
    return Extension(extra=duration(text, where))
