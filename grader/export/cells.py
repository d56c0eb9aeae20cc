"""Cells and rows of CSV files, in which no text can become a formula."""

import csv
import io
import re
from collections.abc import Iterable

from grader.report.text import visible

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
_SPLIT = re.compile(r"([;|\t])(?=[=+\-@＝＋－＠])")


def row(cells: Iterable[str | float | None], delimiter: str = ",") -> str:
    """A line of CSV: text made harmless, numbers in two decimals, None empty."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow([_cell(each) for each in cells])
    return line.getvalue()


def harmless(text: str) -> str:
    """``text`` on one line, and no formula to any spreadsheet.

    What begins like a formula gets an apostrophe before it, as spreadsheets themselves mark text; what is a number stays one.
    A spreadsheet that takes semicolons for ends of cells finds no formula behind one either.
    """
    text = _SPLIT.sub(r"\1 ", " ".join(visible(text).split()))
    if text in ("", "-") or _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def points(score: float) -> str:
    """Marks as every gradebook reads them: two decimals behind a point, and no sign before a zero."""
    return f"{round(score, 2) + 0.0:.2f}"


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else points(value)
