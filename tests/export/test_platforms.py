"""Canvas and Moodle, read as these systems read them."""

import csv
import io
import re
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.export import canvas, moodle, moodle_worksheet
from grader.export.marks import ClassMarks, Notes, Options

WORKSHEET = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    '"Participant 101","Ada Lovelace",,"Submitted for grading",,100.00,Yes,-,-,\n'
    '"Participant 102",Robert,bob@x.edu,"Submitted for grading",12.00,100.00,Yes,-,"Monday, 1 June 2026, 10:00 AM",\n'
    '"Participant 103",Nobody,nobody@x.edu,"No submission",7.00,100.00,Yes,-,-,kept\n'
    '"Participant 104",Mia,mia@x.edu,"Submitted for grading",5.00,100.00,Yes,-,-,kept\n'
)


def read(lines: object, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter))  # type: ignore[arg-type]


def test_canvas_as_its_importer_reads_it(marks: ClassMarks) -> None:
    notes: Notes = []
    header, possible, *rows = read(canvas.lines(marks, Options(title="Homework 3 (4711)"), notes))
    # What lib/gradebook_importer.rb asks of a header, and of the row of maxima.
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2])
    assert re.search(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4]
    assert header[5:] == ["Homework 3 (4711)"]
    assert "Points Possible" in possible[0]
    assert possible[1:] == ["", "", "", "", "100.00"]
    assert rows == [
        ["Lovelace, Ada", "11", "", "ada", "", "100.00"],
        ["Bob", "", "S12", "", "A", "63.50"],
        ["'=HYPERLINK(\"http://evil\";A1)", "", "", "'@eve", "", "12.00"],
    ]
    assert any("guest" in note for note in notes)
    assert any("mia, tom" in note for note in notes)


def test_an_id_of_somebody_elses_is_not_canvas_s(marks: ClassMarks) -> None:
    from tests.export.conftest import entry

    assert canvas.identifiers(entry("x", 1.0, ids={"id": "42"})) == ("", "", "")
    assert canvas.identifiers(entry("x", 1.0, ids={"id": "42", "section": "A"})) == ("42", "", "")


def test_one_exercise_in_place_of_the_total(marks: ClassMarks) -> None:
    header, possible, ada, *_ = read(canvas.lines(marks, Options(exercise="my_relu"), []))
    assert (header[5], possible[5], ada[5]) == ("A ReLU of your own", "20.00", "20.00")


def test_moodle_has_nobody_whom_moodle_does_not_know(marks: ClassMarks) -> None:
    notes: Notes = []
    assert read(moodle.lines(marks, Options(), notes)) == [
        ["Email address", "ID number", "Backpropagation"],
        ["ada@x.edu", "", "100.00"],
        ["bob@x.edu", "12", "63.50"],
        ["'+eve@x.edu", "", "12.00"],
    ]
    assert "guest" in notes[1]


def test_the_worksheet_is_filled_in(marks: ClassMarks, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("\ufeff" + WORKSHEET.replace(",", ";").replace("y; 1 June 2026; 1", "y, 1 June 2026, 1"), encoding="utf-8")
    notes: Notes = []
    text = "".join(moodle_worksheet.lines(marks, Options(worksheet=path), notes))
    assert text.startswith("\ufeffIdentifier;")
    header, ada, bob, nobody, mia = read([text.removeprefix("\ufeff")], ";")
    before = read([path.read_text(encoding="utf-8").removeprefix("\ufeff")], ";")
    grade, comments = header.index("Grade"), header.index("Feedback comments")
    assert ada[grade] == "100.00"
    assert bob[grade] == "63.50"
    assert "still to be had.<br>" in bob[comments]
    assert "<" not in bob[comments].replace("<br>", "")
    assert nobody == before[3]
    assert mia == before[4]
    for now, was in zip((ada, bob), before[1:3], strict=True):
        assert [cell for i, cell in enumerate(now) if i not in (grade, comments)] == [c for i, c in enumerate(was) if i not in (grade, comments)]
    assert any("Participant 103" in note for note in notes)


def test_another_maximum_is_refused_or_scaled(marks: ClassMarks, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(WORKSHEET.replace("100.00", "10.00"), encoding="utf-8")
    with pytest.raises(UsageError, match="maximum grade is 10"):
        list(moodle_worksheet.lines(marks, Options(worksheet=path), []))
    rows = read(moodle_worksheet.lines(marks, Options(worksheet=path, scale=True), []))
    assert rows[1][4] == "10.00"


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "never made up"), ("a,b\n1,2\n", "no column 'Identifier'"), (WORKSHEET + "x,y\n", "is damaged"), ("", "no column")],
)
def test_what_is_no_worksheet_is_refused(marks: ClassMarks, tmp_path: Path, text: str | None, told: str) -> None:
    path = None
    if text is not None:
        path = tmp_path / "sheet.csv"
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        list(moodle_worksheet.lines(marks, Options(worksheet=path), []))
