"""A small class: two with everything, one without ids, one withheld, one who handed in nothing, one with a hostile name."""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.export.marks import ClassMarks, Entry, ExerciseMark
from grader.model.verdict import Status
from grader.report.record import to_json
from tests.report.samples import SAMPLES

EVIL = "=HYPERLINK(\"http://evil\";A1)"


def entry(student: str, score: float | None, record: Path | None = None, **more: object) -> Entry:
    relu = ExerciseMark("my_relu", Status.GRADED, score if score is None else score / 5, 20.0)
    return Entry(student, score, 100.0, {"my_relu": relu}, record=record, **more)  # type: ignore[arg-type]


@pytest.fixture
def marks(tmp_path: Path) -> ClassMarks:
    records = {}
    for key, sample in (("ada", "perfect"), ("bob", "typical"), ("eve", "hostile")):
        path = tmp_path / key / "results.json"
        path.parent.mkdir()
        path.write_text(to_json(replace(SAMPLES[sample](), submission=key)), encoding="utf-8")
        records[key] = path
    people = (
        entry("ada", 100.0, records["ada"], name="Lovelace, Ada", email="ada@x.edu", enrolled=True,
              ids={"canvas": "11", "sis login id": "ada", "moodle": "101"}),
        entry("bob", 63.5, records["bob"], name="Bob", email="bob@x.edu", enrolled=True,
              ids={"sis user id": "S12", "id number": "12", "section": "A"}),
        entry("eve", 12.0, records["eve"], name=EVIL, email="+eve@x.edu", enrolled=True, ids={"sis login id": "@eve"}),
        entry("guest", 50.0, name="Guest"),
        entry("mia", None, name="Mia", email="mia@x.edu", enrolled=True, ids={"sis login id": "mia"}),
        Entry("tom", None, 0.0, {}, name="Tom", email="tom@x.edu", enrolled=True, ids={"sis login id": "tom"}),
    )
    return ClassMarks("Backpropagation", {"my_relu": "A ReLU of your own"}, people)
