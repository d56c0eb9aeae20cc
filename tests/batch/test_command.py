"""``grade batch`` and ``grade adjust`` as typed, on a course of one exercise that needs numpy only."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from grader.cli.main import main
from grader.store.gradebook import Gradebook
from tests.batch.conftest import ROOT
from tests.intake.samples import write, zipped

EXERCISE = "batch_norm_backward"
SAMPLES = ROOT / "submissions"


def sample(name: str) -> str:
    return (SAMPLES / name / f"{EXERCISE}.py").read_text()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with a class of three beside it, as the present folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    shutil.copytree(ROOT / "exercises" / EXERCISE, tmp_path / "exercises" / EXERCISE)
    (tmp_path / "reference").mkdir()
    shutil.copy(ROOT / "reference" / f"{EXERCISE}.py", tmp_path / "reference")
    policies = "{due: 2026-10-01 23:59 Europe/Berlin, late_penalty_per_day: 10%}"
    write(tmp_path, {"course.yaml": f"title: T\nseed: 1\nexercises:\n  - {{id: {EXERCISE}, points: 60}}\npolicies: {policies}\n"})
    for name in ("alice", "bob"):
        write(tmp_path / "subs", {f"{name}/{EXERCISE}.py": sample(name)})
    return write(tmp_path, {"subs/carol/notes.txt": "sorry"})


def grade(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def record(here: Path, name: str) -> Any:
    return json.loads((here / "reports" / name / "results.json").read_text())


def test_a_class_from_beginning_to_end(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, {"class.csv": "login,name,email\nalice,Alice A.,a@example.org\nbob,Bob B.,\nzed,Zed Z.,\n"})
    assert grade("batch", "subs", "--roster", "class.csv", "--jobs", "1", "--diff") == 0
    told = capsys.readouterr()
    assert "3 submissions: 2 files graded, 0 known already, 3 reports" in told.err
    assert "carol is not in the roster." in told.err
    assert "Missing: Zed Z." in told.err
    assert told.out == "3 marks are new.\n"
    assert record(here, "alice")["score"] == 60
    assert record(here, "carol")["exercises"][0]["status"] == "missing"
    assert "Alice" not in (here / "reports" / "bob" / "index.html").read_text()

    lost = record(here, "bob")["score"]
    assert 0 < lost < 60
    write(here, {f"subs/bob/{EXERCISE}.py": sample("alice") + "\n# like this?\n"})
    assert grade("batch", "subs", "--jobs", "1", "--diff") == 0
    told = capsys.readouterr()
    assert "1 files graded, 1 known already, 1 reports" in told.err
    assert told.out.startswith(f"bob: {EXERCISE}: {lost:g} → 60 of 60\n    ")
    with Gradebook(here / "grades.db") as book:
        bob = book.student("Bob B.")
        assert [attempt.number for attempt in book.attempts(bob)] == [1, 2]
        assert {student.key for student in book.students()} == {"alice", "bob", "carol", "zed"}

    assert grade("adjust", "bob b.", EXERCISE, "-2.5", "--note", "two names in the file") == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"Bob B.: {EXERCISE}: now 57.5 of 60 (-2.5 by hand).\nReport: ")
    assert record(here, "bob")["score"] == 57.5
    page = (here / "reports" / "bob" / "index.html").read_text()
    assert "two names in the file" in page
    assert grade("batch", "subs", "--jobs", "1", "--diff") == 0
    assert f"bob: {EXERCISE}: 60 → 57.5 of 60\n    adjustment: 0 → -2.5" in capsys.readouterr().out
    assert grade("adjust", "bob", EXERCISE, "--withdraw") == 0
    assert record(here, "bob")["score"] == 60
    assert list((here / "tmp").iterdir()) == []


def test_a_download_with_times_is_late(here: Path) -> None:
    metadata = (
        "submission_1:\n  :submitters:\n  - :name: Ada\n    :email: ada@example.org\n"
        "  :created_at: 2026-10-02 22:30:00.000000000 Z\n"
    )
    archive = zipped(here / "export.zip", {"x/submission_metadata.yml": metadata, f"x/submission_1/{EXERCISE}.py": sample("alice")})
    assert grade("batch", str(archive), "--jobs", "1") == 0
    assert record(here, "ada")["score"] == 60 - 2 * 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["subs", "--exercise", "batch_norm"], "The course has no exercise 'batch_norm' (did you mean 'batch_norm_backward'?)"),
        (["sub"], "There is no sub. Did you mean subs?"),
        (["subs", "--roster", "none.csv"], "The roster none.csv cannot be read"),
        (["subs", "--gradebook", "course.yaml"], "course.yaml is not a gradebook"),
        (["subs", "--jobs", "0"], "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be_done_is_said(here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert grade("batch", *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_policy_that_cannot_be_understood_stops_before_anything_is_run(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (here / "course.yaml").read_text().replace("23:59 Europe/Berlin", "23:59")
    write(here, {"course.yaml": text})
    assert grade("batch", "subs") == 2
    assert "policies.due: '2026-10-01 23:59' does not say in which time zone" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody", EXERCISE, "+1"], "There is no student 'nobody' in the gradebook (known: ada)."),
        (["ada", "relu", "+1"], "The course has no exercise 'relu'"),
        (["ada", EXERCISE, "lots"], "'lots' is no number of points; write it like +2 or -1.5."),
        (["ada", EXERCISE, "nan"], "'nan' is no number of points"),
        (["ada", EXERCISE], "Say how many points, like +2 or -1.5"),
    ],
)
def test_adjustments_that_make_no_sense(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with Gradebook(here / "grades.db", create=True) as book:
        book.register("ada")
    assert grade("adjust", *arguments) == 2
    assert said in capsys.readouterr().err


def test_adjusting_before_anything_was_graded(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert grade("adjust", "ada", EXERCISE, "+1") == 2
    assert "There is no gradebook grades.db" in capsys.readouterr().err


def test_others_work_is_not_run_unconfined(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from grader.sandbox import isolation

    nothing = isolation.IsolationReport("Linux 5.4", "x86_64", "user 1000", 0, (isolation.Layer("landlock", False, "too old"),))
    monkeypatch.setattr(isolation, "detect", lambda: nothing)
    assert grade("batch", "subs") == 2
    assert "--isolation=none" in capsys.readouterr().err
    assert not (here / "grades.db").exists()


def test_interrupted_and_resumed(here: Path) -> None:
    for number in range(40):
        write(here / "subs", {f"s{number:02}/{EXERCISE}.py": f"{sample('alice')}\n# {number}\n"})
    command = [sys.executable, "-c", "from grader.cli.main import main; main()", "batch", "subs", "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not list((here / "reports").glob("s*/index.html")):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "are done and kept; run it again to go on." in told
    assert list((here / "tmp").iterdir()) == []
    done = len(list((here / "reports").glob("*/index.html")))
    assert 0 < done < 43
    assert grade("batch", "subs", "--jobs", "2") == 0
    assert len(list((here / "reports").glob("*/index.html"))) == 43
