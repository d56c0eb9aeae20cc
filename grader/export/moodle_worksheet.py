"""Moodle: its downloaded grading worksheet, filled in.

Only the columns ``Grade`` and ``Feedback comments`` are written. ``Identifier`` and ``Last modified (grade)`` stay to the
letter: by the one Moodle finds the student, by the other it sees whether somebody has graded in the meantime.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from html import escape

from grader.errors import UsageError
from grader.export.cells import harmless, points
from grader.export.marks import ClassMarks, Column, Entry, Notes, Options, column, some, unmarked
from grader.export.moodle import id_number
from grader.report import words
from grader.report.losses import losses

IDENTIFIER, GRADE, MODIFIED = "Identifier", "Grade", "Last modified (grade)"
FEEDBACK, MAXIMUM = "Feedback comments", "Maximum grade"

_MOST_LOSSES = 5


def lines(marks: ClassMarks, options: Options, notes: Notes) -> Iterator[str]:
    """The worksheet in ``options.worksheet``, with grades in it. UsageError when there is none, or it is something else."""
    header, rows, delimiter, mark = _read(options)
    chosen = column(marks, options)
    yield mark + _line(header, delimiter)
    finder = _Finder(marks)
    unmatched = []
    for cells in rows:
        sheet = dict(zip(header, cells, strict=True))
        entry = finder.find(sheet)
        score = chosen.score(entry) if entry else None
        if entry is None:
            unmatched.append(sheet[IDENTIFIER])
        elif score is not None:
            sheet[GRADE] = points(score * _factor(sheet, chosen, options))
            if FEEDBACK in sheet:
                sheet[FEEDBACK] = feedback(entry, chosen)
        yield _line([text if name in (IDENTIFIER, MODIFIED) else harmless(text) for name, text in sheet.items()], delimiter)
    unmarked(marks, chosen, notes)
    if unmatched:
        notes.append(f"Left as they were, because nothing of theirs was graded: {some(unmatched)}.")


def feedback(entry: Entry, chosen: Column) -> str:
    """What was lost, in a few sentences of HTML, which is what Moodle takes comments for."""
    report = entry.report()
    if report is None:
        return ""
    told = [words.headline(report)] if not chosen.exercise else []
    wanted = [each for each in report.exercises if chosen.exercise in ("", each.id)]
    told += [f"{each.title}: {words.score(each.score, each.max_score)}." for each in wanted]
    lost = [loss for loss in losses(report) if loss.exercise in wanted and not loss.waiting]
    told += [f"{loss.what} (−{words.marks(loss.lost)}): {loss.sentence}" for loss in lost[:_MOST_LOSSES]]
    return "<br>".join(escape(each, quote=False) for each in told)


def _read(options: Options) -> tuple[list[str], list[list[str]], str, str]:
    """Header, rows, delimiter and byte order mark of the worksheet."""
    path = options.worksheet
    if path is None:
        raise UsageError("Moodle's grading worksheet is filled in, never made up: give the downloaded one with --worksheet.")
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The worksheet {path} cannot be read: {error}.") from error
    plain = text.removeprefix("\ufeff")
    delimiter = max(",;\t", key=plain.partition("\n")[0].count)
    found = [each for each in csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter) if each]
    header = found[0] if found else []
    missing = [name for name in (IDENTIFIER, GRADE, MODIFIED) if name not in header]
    if missing:
        raise UsageError(
            f"{path} has no column {missing[0]!r}: is it the grading worksheet (assignment, Submissions, Download grading"
            " worksheet), downloaded with Moodle set to English?"
        )
    if len(set(header)) < len(header) or any(len(each) != len(header) for each in found):
        raise UsageError(f"{path} is damaged: not every row has the {len(header)} columns of its first.")
    return header, found[1:], delimiter, text[: len(text) - len(plain)]


def _factor(sheet: Mapping[str, str], chosen: Column, options: Options) -> float:
    """By what marks are multiplied: Moodle silently skips a grade above its own maximum."""
    try:
        most = float(sheet.get(MAXIMUM, "").replace(",", "."))
    except ValueError:
        return 1.0
    if most == chosen.max_score or chosen.max_score <= 0:
        return 1.0
    if not options.scale:
        raise UsageError(
            f"Moodle's maximum grade is {most:g} and the marks are out of {chosen.max_score:g}:"
            " change it in Moodle, or let the marks be scaled with --scale."
        )
    return most / chosen.max_score


def _line(cells: list[str], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


class _Finder:
    """Finds the student of a row: by the participant's number, else by email or ID number, else by a name that one has."""

    def __init__(self, marks: ClassMarks) -> None:
        self._keys: dict[tuple[str, str], list[Entry]] = {}
        for entry in marks.entries:
            number = entry.id("moodle")
            known = entry.id("identifier") or (f"Participant {number}" if number else "")
            keys = ((IDENTIFIER, known), ("Email address", entry.email), ("ID number", id_number(entry)), ("Full name", entry.name))
            for kind, value in keys:
                if value:
                    self._keys.setdefault((kind, _same(value)), []).append(entry)

    def find(self, sheet: Mapping[str, str]) -> Entry | None:
        """The one student who fits; None when there is none, or several."""
        for kind in (IDENTIFIER, "Email address", "ID number", "Full name"):
            found = self._keys.get((kind, _same(sheet.get(kind, ""))), [])
            if len(found) == 1:
                return found[0]
        return None


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()
