"""Copies are found under other names; what the exercise explains is not counted; nothing depends on the run."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.cli.main import main
from grader.intake.submission import Submission
from grader.model.exercise import Course
from grader.similar.fingerprints import LENGTH, all_runs, fingerprints, winnow
from grader.similar.page import write_similar_page
from grader.similar.pairs import FEWEST, Work, similar
from grader.similar.survey import explained, survey
from grader.similar.tokens import tokenize
from grader.stub.starter import starter_source

ROOT = Path(__file__).resolve().parents[2]
NOTHING = np.empty(0, np.uint64)

ONE = """
def spread(values, scale):
    total = 0.0
    for number, each in enumerate(values):
        if number % 3 == 1 and each > 0:
            total += np.sqrt(each) * scale - number
        elif each < -2.5:
            total -= abs(each) ** 3 / (1 + number)
    return [total, len(values) // 2, {"scale": scale}]
"""
RENAMED = '''
# all mine
def f(a, b):
  """Words."""
  s = 7.25
  for i, x in enumerate(a):
    if i % 9 == 4 and x > 1:
      s += np.sqrt(x)*b - i
    elif x < -8:
      s -= abs(x) ** 4 / (2 + i)
  return [s, len(a) // 5, {'b': b}]
'''
OTHER = """
class Stack:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
    def pop(self):
        while self.items and self.items[-1] is None:
            del self.items[-1]
        return self.items.pop() if self.items else None
"""


def work(student: str, text: str) -> Work:
    return Work(student, "exercise", text, fingerprints(text))


def test_a_copy_is_found_under_other_names_layout_numbers_and_comments() -> None:
    assert tokenize(ONE).kinds == tokenize(RENAMED).kinds
    (pair,) = similar([work("ada", ONE), work("bob", OTHER), work("eve", RENAMED)], NOTHING)
    assert (pair.first.student, pair.second.student, pair.share) == ("ada", "eve", 1.0)
    assert pair.first_lines == frozenset(range(2, 10))
    # Neither the comment before the function nor its docstring.
    assert pair.second_lines == frozenset({3, *range(5, 12)})


def test_what_objects_are_asked_for_counts() -> None:
    assert tokenize("x.sum()").kinds != tokenize("x.mean()").kinds


def test_what_is_explained_is_not_counted() -> None:
    works = [work("ada", ONE), work("eve", RENAMED)]
    assert similar(works, all_runs("x = 1\n" + ONE)) == []


def test_what_many_write_alike_is_not_counted() -> None:
    works = [work(f"s{i}", ONE + f"\ny{i} = {'[' * i}{']' * i}\n") for i in range(FEWEST + 1)]
    assert similar(works, NOTHING) == []
    assert len(similar(works[:FEWEST], NOTHING)) == FEWEST * (FEWEST - 1) // 2


def test_a_starter_file_explains_itself(course: Course) -> None:
    for exercise in course.exercises:
        source = starter_source(exercise)
        assert similar([work("ada", source), work("bob", source)], explained(exercise)) == []


@pytest.mark.parametrize("text", ["", "def", "x = '''never closed", "((((", "\x00\u202e=\n" * 50, "a " * 100_000])
def test_nothing_is_too_strange(text: str) -> None:
    prints = fingerprints(text)
    assert len(prints.hashes) == len(prints.places)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=60))
def test_winnowing_leaves_no_window_empty(values: list[int]) -> None:
    hashes = np.array(values, np.uint64)
    kept = winnow(hashes)
    assert set(kept.tolist()) <= set(range(len(values)))
    assert all(any(start <= place < start + 4 for place in kept) for start in range(len(values) - 3))


def test_fingerprints_are_the_same_in_every_process() -> None:
    code = f"from grader.similar.fingerprints import fingerprints; print(fingerprints({ONE!r}).hashes.tolist())"
    found = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout for _ in range(2)}
    assert found == {f"{fingerprints(ONE).hashes.tolist()}\n"}
    assert len(fingerprints(ONE).lines) > LENGTH


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    for student, text in (("ada", ONE), ("bob", OTHER), ("eve", RENAMED + "</pre><script>alert(1)</script>\u202e")):
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / "my_relu.py").write_text(text)
    return tmp_path


def test_the_page_shows_both_sides_and_runs_nothing(classroom: Path, course: Course) -> None:
    submissions = [Submission(path.name, path, {}) for path in sorted((classroom / "in").iterdir())]
    pairs = survey(course, submissions)
    assert [(pair.first, pair.second) for pair in pairs] == [("ada", "eve")]
    write_similar_page(pairs, {"my_relu": "<b>ReLU"}, 3, classroom / "page.html")
    page = (classroom / "page.html").read_text()
    assert "<script" not in page
    assert "&lt;b&gt;ReLU" in page
    assert "not a verdict" in page
    assert 'class="row shared"' in page


def test_the_command(classroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = classroom / "similar.html"
    with pytest.raises(SystemExit) as ended:
        main(["similar", str(classroom / "in"), "--course", str(ROOT), "--out", str(out)])
    assert not ended.value.code
    assert "ada and eve: my_relu 100%" in capsys.readouterr().out
    assert out.is_file()
