"""No text becomes a formula, no number becomes a text, and what comes out is read back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.export.cells import harmless, points, row


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "\u200b=1"])
def test_formulas_are_neutralised(text: str) -> None:
    assert harmless(text)[0] not in "=+-@\t\r＝＋－＠"


@pytest.mark.parametrize("text", ["-12.5", "+4", "0", "3,5", "-", "Ada", "ada@x.edu", ""])
def test_numbers_and_plain_text_stay(text: str) -> None:
    assert harmless(text) == text


def test_no_formula_behind_a_semicolon() -> None:
    assert harmless("Ada;=1+1") == "Ada; =1+1"


def test_numbers_are_numbers() -> None:
    assert row(["a", -1.5, None, 100.0]) == "a,-1.50,,100.00\r\n"
    assert points(-0.0) == "0.00"


@given(st.lists(st.text(), min_size=1))
def test_every_row_is_one_line_that_reads_back(cells: list[str]) -> None:
    line = row(cells)
    assert line.count("\n") == 1
    assert line.endswith("\r\n")
    (found,) = list(csv.reader(io.StringIO(line, newline=""))) or [[]]
    assert found == [harmless(each) for each in cells]
    assert not any(each[:1] in tuple("=+@\t\r") for each in found if each not in ("", "-") and not each[1:].replace(",", ".").replace(".", "").isdigit())
