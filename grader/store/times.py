"""Times and durations as instructors and learning platforms write them."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grader.errors import UsageError

_DATE = r"(?P<date>\d{4}-\d{2}-\d{2})"
_CLOCK = r"(?:[T ]\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?))?"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2}|[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)+))?"
_WHEN = re.compile(_DATE + _CLOCK + _ZONE)
_WORDED = ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%d %B %Y, %I:%M %p", "%d %B %Y, %H:%M")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|min|h|d|days?)")
_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "day": 86400, "days": 86400}
_LAST_SECOND = "23:59:59"


def due_time(text: object, where: str) -> datetime:
    """A due time: ``2026-10-01 23:59 Europe/Berlin``, or with an offset (``+02:00``, ``Z``). A bare date means its last second.

    UsageError, naming ``where`` it stands, when it is none or does not say in which time zone.
    """
    found = parse(text) if isinstance(text, str) else None
    if found is None:
        raise UsageError(f"course.yaml: {where}: {text!r} is no time; write it like 2026-10-01 23:59 Europe/Berlin.")
    if found.tzinfo is None:
        raise UsageError(f"course.yaml: {where}: {text!r} does not say in which time zone, e.g. {text} Europe/Berlin.")
    return found


def parse(text: str) -> datetime | None:
    """The time that ``text`` means, without a zone where it names none; None when it is no time.

    Reads ISO 8601 with a zone's name or offset after it, and how Moodle writes a time in English.
    """
    text = " ".join(text.split())
    match = _WHEN.fullmatch(text)
    if match is None:
        return _worded(text)
    clock = match["clock"] or _LAST_SECOND
    try:
        zone = _zone(match["zone"])
        hours, minutes, seconds = ([*clock.replace(",", ".").split(":"), "0"])[:3]
        whole = timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
        day = datetime.fromisoformat(match["date"])
        if int(hours) > 24 or int(minutes) > 59:
            return None
        return (day + whole).replace(tzinfo=zone)
    except (ValueError, ZoneInfoNotFoundError):
        return None


def _worded(text: str) -> datetime | None:
    for layout in _WORDED:
        try:
            return datetime.strptime(text, layout)
        except ValueError:
            continue
    return None


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    if name in ("Z", "UTC"):
        return UTC
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[-2:])
        return timezone((-1 if name[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
    return ZoneInfo(name)


def duration(text: object, where: str) -> timedelta:
    """``15min``, ``2h``, ``3d``. UsageError, naming ``where`` it stands, for anything else."""
    match = _DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise UsageError(f"course.yaml: {where}: {text!r} is no duration; write it like 15min, 2h or 3d.")
    return timedelta(seconds=float(match[1]) * _UNITS[match[2]])


def instant(time: datetime, zone: tzinfo | None) -> datetime:
    """``time`` in UTC; one that names no zone is taken in ``zone``.

    Differences are taken between instants only: between two times of one zone Python subtracts what the clocks on the wall
    show, which is an hour wrong across a change to summer time.
    """
    return (time if time.tzinfo else time.replace(tzinfo=zone or UTC)).astimezone(UTC)
