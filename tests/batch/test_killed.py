"""kill -9 at any moment: what was done stays done, and the rest is done by the next run."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.content import content, reports
from tests.batch.fakes import LOG

KILLS = 10
STUDENTS = 24

SCRIPT = """
import sys
from pathlib import Path
from grader.batch.pool import Pool
from grader.batch.run import Batch
from grader.batch.task import Setup
from grader.store.gradebook import Gradebook
from tests.batch.conftest import Recorder
from tests.batch.fakes import FakeWorkshop, class_in, course_in

root, where = Path(sys.argv[1]), Path(sys.argv[2])
course = course_in(root / "course")
files = {f"s{i:02}": {"relu": f"slow {i}", "flow": f"slow {i}"} for i in range(int(sys.argv[3]))}
submissions = class_in(root / "subs", files)
print("begun", flush=True)
with Gradebook(where / "grades.db", create=True) as book, Pool(Setup(FakeWorkshop, course, "none"), 2) as crew:
    Batch(course, book, where / "reports", "none", Recorder()).run(submissions, crew)
"""


def start(root: Path, where: Path) -> "subprocess.Popen[bytes]":
    where.mkdir(exist_ok=True)
    command = [sys.executable, "-c", SCRIPT, str(root), str(where), str(STUDENTS)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    return process


def known(where: Path) -> set[str]:
    """The addresses of the results that are committed."""
    with sqlite3.connect(where / "grades.db") as connection:
        exists = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'results'").fetchone()
        return {key for (key,) in connection.execute("SELECT key FROM results")} if exists else set()


def test_ten_kills_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    monkeypatch.setenv(LOG, str(log))
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    started = time.monotonic()
    assert start(tmp_path, calm).wait() == 0
    whole = time.monotonic() - started
    log.write_text("")
    chance = random.Random(7)
    committed: set[str] = set()
    for _ in range(KILLS):
        process = start(tmp_path, killed)
        time.sleep(chance.uniform(0, whole / 2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.2)  # its workers are still finding out that nobody listens any more
        begun = set(log.read_text().split())
        assert not begun & committed, "a task that was committed was begun again"
        committed = known(killed)
        log.write_text("")
    assert start(tmp_path, killed).wait() == 0
    assert not set(log.read_text().split()) & committed
    assert content(killed / "grades.db") == content(calm / "grades.db")
    assert reports(killed / "reports") == reports(calm / "reports")
    assert len(reports(calm / "reports")) == STUDENTS
