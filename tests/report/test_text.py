"""Hostile text, made harmless."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from grader.report.text import clip, name, sentence, visible


def test_escapes_as_python_would() -> None:
    assert visible("a\x1b[31m\x00\x9b\u202e\ud800\U000e0041") == r"a\x1b[31m\x00\x9b\u202e\ud800\U000e0041"


def test_lines_and_tabs_stay() -> None:
    assert visible("a\r\nb\rc\n\td") == "a\nb\nc\n\td"


def test_ordinary_text_of_any_language_stays() -> None:
    for text in ("σ′(z) ≤ ½", "naïve Grüße", "数値微分", "مرحبا", "👩\u200d🔬", "é́"):
        assert visible(text) == text


def test_stacked_accents() -> None:
    assert visible("z" + "\u0301" * 50) == "z" + "\u0301" * 3


def test_clip() -> None:
    assert clip("abc", 3) == "abc"
    assert clip("a" * 2010, 10) == "a" * 10 + "… (2,000 more characters)"


def test_sentence_is_one_line() -> None:
    assert sentence("  one\n\n two\tthree ") == "one two three"


def test_name_has_a_limit() -> None:
    assert name("abcdef", 4) == "abc…"


@given(st.text(st.characters(), max_size=60))
def test_nothing_steers(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not {unicodedata.category(c) for c in shown if c not in "\n\t"} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(c) for c in shown} & {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI"}
