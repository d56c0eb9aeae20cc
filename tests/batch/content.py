"""What a gradebook says, without what differs between two runs that come to the same: ids, times, order."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from grader.report.record import to_json
from grader.store.summary import unpack


def content(path: Path) -> dict[str, list[Any]]:
    connection = sqlite3.connect(path)
    queries = {
        "students": "SELECT key, name, email, ids, enrolled FROM students",
        "attempts": "SELECT s.key, attempts.exercise, number, source, submitted, late, r.key FROM attempts JOIN students s"
        " ON s.id = student LEFT JOIN results r ON r.id = result",
        "absences": "SELECT key, exercise, message FROM absences JOIN students ON id = student",
        "results": "SELECT key, exercise, status, score, max_score, again FROM results",
        "checks": "SELECT r.key, position, c.id, verdict, c.score, message FROM checks c JOIN results r ON r.id = result",
        "findings": "SELECT r.key, position, check_id, code, level, message, line, text FROM findings JOIN results r ON r.id = result",
        "marks": "SELECT s.key, exercise, score, penalty, adjustment FROM marks JOIN students s ON s.id = student",
        "pages": "SELECT key FROM pages JOIN students ON id = student",
    }
    found: dict[str, list[Any]] = {name: sorted(connection.execute(query), key=repr) for name, query in queries.items()}
    found["records"] = sorted(
        (key, _without_times(record)) for key, record in connection.execute("SELECT key, record FROM results")
    )
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return found


def reports(folder: Path) -> dict[str, Any]:
    """Every record below a folder of reports, without times."""
    found = {}
    for path in sorted(folder.glob("*/results.json")):
        record = json.loads(path.read_text())
        record.pop("times")
        assert (path.parent / "index.html").is_file()
        found[path.parent.name] = record
    return found


def _without_times(record: bytes) -> str:
    plain = json.loads(to_json(unpack(record)))
    plain.pop("times")
    # Programs print the time of day, and how long they took.
    for exercise in plain["exercises"]:
        exercise.pop("printed", None)
    return json.dumps(plain)
