"""Nobody ever sees a traceback of the grader's own."""

import re
from pathlib import Path

import click
import pytest

from grader.cli import main as module


@pytest.fixture
def ends(monkeypatch, capsys, tmp_path):
    """How ``grade show`` ends when something within it raises: exit status and what was printed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def run(error: BaseException):
        def broken():
            raise error

        monkeypatch.setattr("grader.cli.show.command", click.Command("show", callback=broken))
        with pytest.raises(SystemExit) as ended:
            module.main(["show"])
        captured = capsys.readouterr()
        return ended.value.code, captured.out + captured.err

    return run


def test_a_bug_of_ours_is_one_sentence_and_a_file(ends):
    status, text = ends(ZeroDivisionError("division by zero"))
    assert status == 3
    assert text.startswith("The grader itself failed: ZeroDivisionError: division by zero\n")
    assert "Traceback" not in text
    (file,) = re.findall(r"with (\S+), in which", text)
    assert "in broken" in Path(file).read_text(encoding="utf-8")


def test_where_nothing_can_be_written(ends, monkeypatch):
    def full(**options):
        raise OSError("no space left")

    monkeypatch.setattr("tempfile.mkstemp", full)
    assert ends(KeyError("x")) == (3, "The grader itself failed: KeyError: 'x'\n")


def test_ctrl_c(ends):
    assert ends(KeyboardInterrupt())[0] == 130
