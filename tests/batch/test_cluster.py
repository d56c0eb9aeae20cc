"""The same run on a real Dask scheduler with several worker processes, one of which is killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.batch import bundle
from grader.batch.bundle import check_signature, pack, unpack
from grader.batch.cluster import Cluster
from grader.batch.run import Batch
from grader.batch.task import Setup
from grader.errors import GraderFault, UsageError
from grader.intake.submission import Submission
from grader.model.exercise import Course
from grader.store.gradebook import Gradebook
from tests.batch.conftest import Recorder, Run
from tests.batch.content import content, reports
from tests.batch.fakes import FakeWorkshop, class_in

distributed = pytest.importorskip("distributed")

WORKERS = 3


@pytest.fixture
def scheduler(importable: None) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


def remotely(tmp_path: Path, course: Course, submissions: list[Submission], scheduler: Any, recorder: Recorder) -> Any:
    with Gradebook(tmp_path / "far.db", create=True) as book, Cluster(Setup(FakeWorkshop, course, "none"), scheduler) as crew:
        return Batch(course, book, tmp_path / "far", "none", recorder).run(submissions, crew)


def test_a_killed_worker_costs_a_retry_and_nothing_else(
    tmp_path: Path, scheduler: Any, sample_course: Course, recorder: Recorder, run: Run
) -> None:
    files = {f"s{i:02}": {"relu": f"slow {i}", "flow": f"slow {i}"} for i in range(30)}
    files["eve"] = {"relu": "die", "flow": "fail"}
    submissions = class_in(tmp_path / "subs", files)
    victim = next(iter(scheduler.workers.values())).pid
    killed: list[int] = []

    def kill() -> None:
        deadline = time.monotonic() + 60
        while len(recorder.done) < 8 and time.monotonic() < deadline:
            time.sleep(0.01)
        killed.append(len(recorder.done))
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    summary = remotely(tmp_path, sample_course, submissions, scheduler.scheduler_address, recorder)
    killer.join()
    assert killed
    assert 8 <= killed[0] < 31  # in the middle
    assert summary.students == 31
    assert sorted(label for label, _ in recorder.troubles) == ["eve: flow", "eve: relu"]
    run(submissions)
    assert content(tmp_path / "far.db") == content(tmp_path / "grades.db")
    assert reports(tmp_path / "far") == reports(tmp_path / "reports")


def test_nobody_answers(sample_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.batch.cluster.PATIENCE", 1)
    with pytest.raises(UsageError, match=r"No Dask scheduler with workers answers at tcp://127.0.0.1:9"):
        Cluster(Setup(FakeWorkshop, sample_course, "none"), "tcp://127.0.0.1:9")


def test_another_grader_on_a_worker_is_refused(sample_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack(Setup(FakeWorkshop, sample_course, "none"))
    check_signature(packed, "here")
    monkeypatch.setattr(bundle, "versions", lambda: {**dict(packed.made_by), "numpy": "1.0"})
    with pytest.raises(GraderFault, match=r"The worker tcp://x has numpy 1\.0 in place of .*: install the same there\."):
        check_signature(packed, "tcp://x")


def test_a_course_travels_in_one_piece(sample_course: Course) -> None:
    course = replace(sample_course, exercises=tuple(replace(e, reference=e.statement) for e in sample_course.exercises))
    arrived = unpack(pack(Setup(FakeWorkshop, course, "none"))).course
    assert arrived.root != course.root
    for here, there in zip(course.exercises, arrived.exercises, strict=True):
        assert there.statement.read_text() == here.statement.read_text()
        assert there.statement.is_relative_to(arrived.root)
        assert there.reference is not None
        assert there.reference.is_relative_to(arrived.root)
        assert replace(there, folder=here.folder, statement=here.statement, reference=here.reference) == here
