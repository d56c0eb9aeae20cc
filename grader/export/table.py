"""The formats that marks can be exported in. A further one is one file, and one row here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.export import canvas, gradescope, junit, moodle, moodle_worksheet, plain_csv, plain_json
from grader.export.marks import ClassMarks, Notes, Options


@dataclass(frozen=True, slots=True)
class Format:
    """A format: either ``lines``, which make up one file, or ``files``, one for each student."""

    summary: str
    lines: Callable[[ClassMarks, Options, Notes], Iterator[str]] | None = None
    files: Callable[[ClassMarks, Options, Notes], Iterator[tuple[str, str]]] | None = None


FORMATS: dict[str, Format] = {
    "canvas": Format("CSV for Canvas's gradebook", canvas.lines),
    "moodle": Format("CSV for Moodle's gradebook", moodle.lines),
    "moodle-worksheet": Format("Moodle's downloaded grading worksheet, filled in", moodle_worksheet.lines),
    "gradescope": Format("results.json for each student", files=gradescope.files),
    "csv": Format("a row for each student", plain_csv.lines),
    "json": Format("students, exercises and checks", plain_json.lines),
    "junit": Format("test results in XML", junit.lines),
}
