"""Exports made from whole records: Gradescope, JSON, CSV, JUnit."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from grader.errors import UsageError
from grader.export import gradescope, junit, plain_csv, plain_json
from grader.export.marks import ClassMarks, Notes, Options
from grader.export.source import from_reports
from grader.export.table import FORMATS
from tests.report.samples import SAMPLES

STATUS = {"passed", "failed"}


@pytest.mark.parametrize("sample", ["perfect", "typical", "hostile"])
def test_gradescope_in_the_form_of_its_documentation(sample: str) -> None:
    report = SAMPLES[sample]()
    if report.score is None:
        pytest.skip("withheld")
    found = json.loads(gradescope.to_text(report))
    assert found["score"] == report.score
    assert found["stdout_visibility"] == "hidden"
    checks = [check for exercise in report.exercises for check in exercise.checks]
    assert [test["visibility"] for test in found["tests"]] == ["visible" if c.public else "hidden" for c in checks]
    for test in found["tests"]:
        assert test["status"] in STATUS
        assert test["output_format"] == test["name_format"] == "text"
        assert isinstance(test["score"], (int, float))
        assert "\u202e" not in test["output"] + test["name"]
    # What hidden checks gave must not follow from what everybody sees.
    assert "marks" not in found["output"]


def test_gradescope_tells_all_where_nothing_is_hidden() -> None:
    found = gradescope.results(SAMPLES["typical"](), "visible")
    assert {test["visibility"] for test in found["tests"]} == {"visible"}
    assert "marks still to be had" in found["output"]


def test_a_withheld_mark_is_never_told_as_a_number() -> None:
    with pytest.raises(ValueError, match="withheld"):
        gradescope.results(replace(SAMPLES["typical"](), score=None))


def test_a_file_for_each_student_with_a_record(marks: ClassMarks) -> None:
    notes: Notes = []
    names = [name for name, _ in gradescope.files(marks, Options(), notes)]
    assert set(names) <= {"ada.json", "bob.json", "eve.json"}
    assert {"ada.json", "bob.json"} <= set(names)
    assert "guest" in notes[0]


def test_json_has_all_and_null_for_what_is_not(marks: ClassMarks) -> None:
    found = json.loads("".join(plain_json.lines(marks, Options(), [])))
    students = {each["student"]: each for each in found["students"]}
    assert list(students) == [entry.student for entry in marks.entries]
    assert students["mia"]["score"] is None
    assert students["ada"]["exercises"][0]["checks"]


def test_csv_has_a_column_for_each_exercise(marks: ClassMarks) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(plain_csv.lines(marks, Options(), [])))))
    assert rows[0]["my_relu"] == "20.00"
    assert [row["total"] for row in rows] == ["100.00", "63.50", "12.00", "50.00", "", ""]


def test_junit_is_xml_whatever_students_write(marks: ClassMarks) -> None:
    notes: Notes = []
    root = ElementTree.fromstring("".join(junit.lines(marks, Options(), notes)))
    suites = {suite.get("name"): suite for suite in root}
    bob = suites["bob.my_relu"]
    assert bob.get("failures") == str(len(bob.findall("testcase/failure"))) == "1"
    assert "guest" in notes[0]


def test_from_reports_alone(marks: ClassMarks, tmp_path: Path) -> None:
    found = from_reports(tmp_path)
    assert [entry.student for entry in found.entries] == ["ada", "bob", "eve"]
    with pytest.raises(UsageError, match="no records"):
        from_reports(tmp_path / "ada")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "results.json").write_text("{}")
    with pytest.raises(UsageError, match="bad"):
        from_reports(tmp_path)


def test_the_table_has_what_the_command_promises() -> None:
    assert list(FORMATS) == ["canvas", "moodle", "moodle-worksheet", "gradescope", "csv", "json", "junit"]
    assert all((each.lines is None) != (each.files is None) and each.summary for each in FORMATS.values())
    told = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert all(f"export {name}" in told for name in FORMATS)
