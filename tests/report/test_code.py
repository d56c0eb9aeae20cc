"""The student's code as lines."""

import time

from hypothesis import given
from hypothesis import strategies as st

from grader.model.result import Source
from grader.report.code import stretches, tokens
from grader.report.facts import Note
from grader.report.text import visible

NOTE = (Note("wrong", "bad", (("The check", "#x"),)),)


def test_every_line_is_there() -> None:
    text = 'def f(x):\n    """Two\n    lines."""\n    return x\n'
    (shown,) = stretches(Source("a.py", text), {}, "a.line-")
    assert ["".join(piece for _, piece in line.tokens) for line in shown.lines] == text.split("\n")[:-1]
    assert [line.anchor for line in shown.lines] == [f"a.line-{i}" for i in (1, 2, 3, 4)]
    assert shown.lines[1].tokens[-1][0] == shown.lines[2].tokens[-1][0] == "s"


def test_classes() -> None:
    kinds = {piece: kind for kind, piece in tokens("@d\ndef f():\n    return len('a') + 1  # why\n")}
    assert (kinds["def"], kinds["f"], kinds["len"], kinds["1"], kinds["# why"]) == ("k", "f", "b", "n", "c")


def test_what_is_far_from_a_note_is_folded() -> None:
    text = "\n".join(f"x{i} = {i}" for i in range(1, 101))
    shown = stretches(Source("a.py", text), {50: NOTE}, "")
    assert [(s.folded, s.lines[0].number, s.lines[-1].number) for s in shown] == [
        (True, 1, 43),
        (False, 44, 56),
        (True, 57, 100),
    ]
    assert shown[0].label == "lines 1 to 43"
    assert shown[1].lines[6].notes == NOTE


def test_a_short_gap_is_not_folded() -> None:
    text = "\n".join(f"x{i} = {i}" for i in range(1, 101))
    shown = stretches(Source("a.py", text), {3: NOTE, 18: NOTE}, "")
    assert [(s.folded, s.lines[0].number, s.lines[-1].number) for s in shown] == [(False, 1, 24), (True, 25, 100)]


def test_a_notebook_counts_by_cell() -> None:
    (shown,) = stretches(Source("a.ipynb", "a\nb\n\nc\nd\n", cells=(1, 4)), {}, "")
    assert [(line.cell, line.number) for line in shown.lines] == [(1, 1), (None, 2), (None, 3), (2, 1), (None, 2)]


def test_huge_lines_and_files_are_cut() -> None:
    (shown,) = stretches(Source("a.py", "x = '" + "A" * 100_000 + "'\n" + "y\n" * 10_000), {}, "")
    assert len(shown.lines) == 3000
    assert sum(len(piece) for _, piece in shown.lines[0].tokens) < 500


def test_a_note_on_no_line_is_no_harm() -> None:
    assert stretches(Source("a.py", ""), {99: NOTE}, "")[0].lines[0].notes == ()


def test_hostile_source_is_lexed_in_time() -> None:
    start = time.process_time()
    for text in ("(" * 100_000, "'''" + '"' * 50_000, "f'{" * 20_000, "\\\n" * 5_000, "@" * 50_000, "0x" * 50_000):
        stretches(Source("a.py", text), {}, "")
    assert time.process_time() - start < 10


@given(st.text(max_size=200))
def test_no_text_is_lost(text: str) -> None:
    source = visible(text).expandtabs(4).removesuffix("\n")
    lines = [line for stretch in stretches(Source("a.py", text), {}, "") for line in stretch.lines]
    assert "\n".join("".join(piece for _, piece in line.tokens) for line in lines) == source
