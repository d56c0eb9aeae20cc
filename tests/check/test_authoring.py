"""The scaffold works as generated, and ``docs/authoring.md`` leads where it says when it is followed to the letter."""

import re
from pathlib import Path

import pytest

from grader.author.scaffold import FILES, scaffold
from grader.cli.course import open_course
from grader.cli.main import main
from grader.errors import UsageError
from grader.kit.release import release
from tests.kits import ROOT

GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
_FILE = re.compile(r"^\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def command(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_as_generated(tmp_path, monkeypatch, capsys):
    assert command("new", "dense_tanh", "--course", str(tmp_path / "course")) == 0
    monkeypatch.chdir(tmp_path / "course")
    assert command("audit", "dense_tanh", "--quick") == 0, capsys.readouterr().out


def test_the_guide_followed_to_the_letter(tmp_path, monkeypatch, capsys):
    root = tmp_path / "my-course"
    assert command("new", "layer_norm", "--title", "Layer normalisation", "--course", str(root)) == 0
    files = _FILE.findall(GUIDE)
    assert len(files) == 8
    for name, text in files:
        (root / name).write_text(text, encoding="utf-8")
    (root / "exercises" / "layer_norm" / "zoo" / "faulty" / "sum_forgotten.py").unlink()
    monkeypatch.chdir(root)
    assert command("audit", "layer_norm", "--quick") == 0, capsys.readouterr().out
    kit = release(open_course(root), tmp_path / "layer-norm-kit")
    assert {"layer_norm.py", "README.md", "exercises"} <= {path.name for path in kit.folder.iterdir()}
    assert kit.remarks == ()


def test_it_joins_a_course(tmp_path):
    (tmp_path / "course.yaml").write_text(
        "title: A\nseed: 7\nexercises:\n  # first\n  - {id: one, points: 5}\n\npolicies: {}\n", encoding="utf-8"
    )
    assert scaffold(tmp_path, "two").row == ""
    assert "  - {id: one, points: 5}\n  - {id: two, points: 10}\n\npolicies" in (tmp_path / "course.yaml").read_text()


def test_a_list_written_in_another_way_is_left_alone(tmp_path, capsys):
    text = "title: A\nseed: 7\nexercises:\n  - id: one\n    points: 5\n"
    (tmp_path / "course.yaml").write_text(text)
    assert command("new", "two", "--course", str(tmp_path)) == 0
    assert (tmp_path / "course.yaml").read_text() == text
    assert "Add to the exercises in course.yaml:\n  - {id: two, points: 10}" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["Layer", "layer-norm", "1st", "", "../x", "a b"])
def test_names(tmp_path, name):
    with pytest.raises(UsageError, match="is no name for an exercise"):
        scaffold(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", FILES)
def test_nothing_is_overwritten(tmp_path, place):
    path = tmp_path / place.format(id="mine")
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        scaffold(tmp_path, "mine")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]


def test_the_guide_names_every_check_and_draw():
    from grader.checks.table import KINDS
    from grader.inputs import DISTRIBUTIONS

    for name in (*KINDS, *DISTRIBUTIONS):
        assert f"{name}:" in GUIDE, name
    for page in re.findall(r"`(docs/[\w.]+)`", GUIDE):
        assert (Path(ROOT) / page).is_file()
