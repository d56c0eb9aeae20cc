"""A run: what is done, what is not done again, and what becomes of failures."""

import json
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from grader.batch.plan import enter, grade_task, wishes
from grader.batch.work import handed_in
from grader.errors import GraderFault
from grader.model.exercise import Course
from grader.model.verdict import Status
from grader.store.address import Addresses
from grader.store.gradebook import Gradebook
from grader.store.rules import Rules
from tests.batch.conftest import Recorder, Run
from tests.batch.content import content, reports
from tests.batch.fakes import LOG, class_in, course_in
from tests.store.samples import COURSE


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(LOG, str(tmp_path / "log"))
    return tmp_path / "log"


def begun(log: Path) -> int:
    """Tasks begun since last asked."""
    count = len(log.read_text().splitlines()) if log.exists() else 0
    log.write_text("")
    return count


def exercises_of(record: Any) -> dict[str, Any]:
    return {exercise["id"]: exercise for exercise in record["exercises"]}


def test_everyone_is_graded_and_reported(tmp_path: Path, run: Run, recorder: Recorder) -> None:
    submissions = class_in(tmp_path / "subs", {f"s{i}": {"relu": f"right {i}", "flow": f"wrong {i}"} for i in range(7)})
    summary = run(submissions, jobs=2)
    assert (summary.students, summary.graded, summary.known, summary.pages) == (7, 14, 0, 7)
    assert sorted(recorder.done) == [f"s{i}" for i in range(7)]
    assert {record["score"] for record in reports(tmp_path / "reports").values()} == {20.0}
    assert len(reports(tmp_path / "reports")) == 7


def test_nothing_is_done_twice(tmp_path: Path, run: Run, log: Path) -> None:
    files = {f"s{i}": {"relu": f"right {i}", "flow": f"wrong {i}"} for i in range(4)}
    run(class_in(tmp_path / "subs", files))
    assert begun(log) == 8
    before = content(tmp_path / "grades.db")
    summary = run(class_in(tmp_path / "subs", files))
    assert (begun(log), summary.known, summary.pages) == (0, 8, 0)
    assert content(tmp_path / "grades.db") == before
    files["s2"]["flow"] = "right now"
    summary = run(class_in(tmp_path / "subs", files))
    assert (begun(log), summary.known, summary.pages) == (1, 7, 1)
    with Gradebook(tmp_path / "grades.db") as book:
        (change,) = book.changes(summary.run)
        assert (change.student, change.exercise, change.checks[0].id) == ("s2", "flow", "norms")


def test_a_changed_spec_reruns_what_it_touches(tmp_path: Path, run: Run, log: Path, sample_course: Course) -> None:
    submissions = class_in(tmp_path / "subs", {f"s{i}": {"relu": f"right {i}", "flow": f"right {i}"} for i in range(3)})
    run(submissions)
    begun(log)
    relu, flow = sample_course.exercises
    course = replace(sample_course, exercises=(relu, replace(flow, source_hash="another")))
    assert run(submissions, course).graded == begun(log) == 3
    assert run(submissions, replace(course, seed=2)).graded == 6
    # Back to where it was: all of that is still known.
    assert run(submissions).graded == 0


def test_weights_and_statements_rerun_nothing_and_rewrite_reports(tmp_path: Path, run: Run, sample_course: Course) -> None:
    submissions = class_in(tmp_path / "subs", {"ada": {"relu": "right", "flow": "wrong"}})
    run(submissions)
    summary = run(submissions, replace(sample_course, weights={"relu": 50.0, "flow": 50.0}))
    assert (summary.graded, summary.pages) == (0, 1)
    assert reports(tmp_path / "reports")["ada"]["score"] == 50
    sample_course.exercises[0].statement.write_text("Reworded.")
    summary = run(submissions)
    assert (summary.graded, summary.pages) == (0, 1)


def test_equal_files_are_run_once(tmp_path: Path, run: Run, log: Path) -> None:
    summary = run(class_in(tmp_path / "subs", {f"s{i}": {"relu": "right", "flow": "wrong"} for i in range(5)}))
    assert begun(log) == 2
    assert summary.pages == 5
    assert len(reports(tmp_path / "reports")) == 5


def test_missing_files_are_told_in_the_report(tmp_path: Path, run: Run) -> None:
    (ada,) = class_in(tmp_path / "subs", {"ada": {"relu": "right"}})
    (ada.folder / "flov.py").write_text("")
    run([replace(ada, notes=("hw.zip was not opened: it is empty.",))])
    flow = exercises_of(reports(tmp_path / "reports")["ada"])["flow"]
    assert (flow["status"], flow["score"]) == ("missing", 0)
    assert flow["message"].startswith("No flow.py was handed in. There is a flov.py")
    assert flow["message"].endswith("hw.zip was not opened: it is empty.")


def test_a_link_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (ada,) = class_in(tmp_path / "subs", {"ada": {"relu": "right", "flow": "right"}})
    (ada.folder / "relu.py").unlink()
    (ada.folder / "relu.py").symlink_to("/etc/passwd")
    with Gradebook(tmp_path / "g.db", create=True) as book:
        student = enter(book, ada, COURSE.exercises)
        found = wishes(book, Rules.of(COURSE), Addresses(COURSE.exercises, 1, "full"), student, COURSE.exercises)
        task = grade_task(book, student, found[0])
        assert task.content == "relu.py is a symbolic link; hand in the file itself."
        handed = handed_in(task, COURSE.exercises[0], tmp_path)
        assert handed.status is Status.IMPORT_ERROR  # type: ignore[union-attr]


def test_a_failure_of_ours_withholds_and_is_tried_again(tmp_path: Path, run: Run, recorder: Recorder) -> None:
    files = {"ada": {"relu": "fail", "flow": "right"}, "bob": {"relu": "right", "flow": "right"}}
    run(class_in(tmp_path / "subs", files))
    assert recorder.troubles == [("ada: relu", "the reference is broken")]
    records = reports(tmp_path / "reports")
    assert (records["ada"]["score"], records["bob"]["score"]) == (None, 25)
    assert exercises_of(records["ada"])["relu"]["status"] == "withheld"
    assert exercises_of(records["ada"])["flow"]["score"] == 5
    assert run(class_in(tmp_path / "subs", files)).graded == 0  # it failed again
    assert len(recorder.troubles) == 2


def test_what_kills_processes_twice_is_set_aside(tmp_path: Path, run: Run, recorder: Recorder, log: Path) -> None:
    files = {f"s{i}": {"relu": f"right {i}"} for i in range(6)}
    files["eve"] = {"relu": "die"}
    files["mal"] = {"relu": f"die-once {tmp_path / 'marker'}"}
    run(class_in(tmp_path / "subs", files))
    assert begun(log) == 6 + 2 + 2
    ((label, reason),) = recorder.troubles
    assert label == "eve: relu"
    assert reason == "set aside, for it ended two processes of the grader's own (ended by SIGKILL)"
    records = reports(tmp_path / "reports")
    assert records["eve"]["score"] is None
    assert "set aside" in exercises_of(records["eve"])["relu"]["message"]
    assert {records[key]["score"] for key in records if key != "eve"} == {20}
    run(class_in(tmp_path / "subs", files))
    assert begun(log) == 0
    with Gradebook(tmp_path / "grades.db") as book:
        book.forget_withheld()
    run(class_in(tmp_path / "subs", files))
    assert begun(log) == 2


def test_attempts_and_policies(tmp_path: Path, run: Run, log: Path) -> None:
    best = course_in(tmp_path / "course", attempts="best")
    for text in ("wrong", "right", "wrong again"):
        summary = run(class_in(tmp_path / "subs", {"ada": {"relu": text}}), best)
    assert begun(log) == 3
    record = reports(tmp_path / "reports")["ada"]
    assert record["score"] == 20
    remarks = [finding["message"] for finding in exercises_of(record)["relu"]["findings"] if finding["code"] == "attempt"]
    assert remarks == ["Attempt 2 of 3 counts, the best."]
    # Under another spec every attempt that may be the best is run again.
    relu, flow = best.exercises
    summary = run(class_in(tmp_path / "subs", {"ada": {"relu": "wrong again"}}), replace(best, exercises=(replace(relu, source_hash="x"), flow)))
    assert summary.graded == 3
    last = course_in(tmp_path / "course")
    assert run(class_in(tmp_path / "subs", {"ada": {"relu": "wrong again"}}), last).pages == 1
    assert reports(tmp_path / "reports")["ada"]["score"] == 0


def test_lateness_and_adjustments_are_rows_of_the_report(tmp_path: Path, run: Run) -> None:
    course = course_in(tmp_path / "course", due="2026-10-01 12:00 Z", late_penalty_per_day="10%")
    (ada,) = class_in(tmp_path / "subs", {"ada": {"relu": "right", "flow": "right"}})
    late = replace(ada, submitted=datetime(2026, 10, 2, 13, tzinfo=UTC))
    run([late], course)
    with Gradebook(tmp_path / "grades.db") as book:
        book.adjust(book.student("ada"), "relu", 1.5, "explained <it>")
    assert run([late], course).pages == 1
    record = reports(tmp_path / "reports")["ada"]
    relu = exercises_of(record)["relu"]
    rows = {check["id"]: check for check in relu["checks"]}
    assert (rows["late"]["score"], rows["late"]["max_score"]) == (-4.0, 0.0)
    assert rows["late"]["message"] == "Handed in late, by up to 2 days: 4 marks are taken off."
    assert (rows["adjustment"]["score"], rows["adjustment"]["message"]) == (1.5, "Adjusted by hand (+1.5: explained <it>).")
    assert relu["score"] == sum(check["score"] for check in relu["checks"]) == 17.5
    assert record["score"] == 17.5 + 4.0


def test_a_report_that_was_deleted_is_written_again(tmp_path: Path, run: Run) -> None:
    submissions = class_in(tmp_path / "subs", {"ada": {"relu": "right"}})
    run(submissions)
    (tmp_path / "reports" / "ada" / "index.html").unlink()
    summary = run(submissions)
    assert (summary.graded, summary.pages) == (0, 1)


def test_a_process_that_cannot_start_stops_the_run_with_a_sentence(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # where the fakes cannot be imported
    with pytest.raises(GraderFault, match=r"could not be started .*No module named 'tests"):
        run(class_in(tmp_path / "subs", {"ada": {"relu": "right"}}))


def test_memory_does_not_grow_with_the_class(tmp_path: Path, run: Run) -> None:
    """Tasks are made as they are needed: a class is never in memory as a whole."""
    big = "right" + " " * 200_000
    submissions = class_in(tmp_path / "subs", {f"s{i}": {"relu": f"{big}{i}"} for i in range(60)})
    tracemalloc.start()
    run(submissions)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * 200_000
    assert json.loads((tmp_path / "reports" / "s59" / "results.json").read_text())["score"] == 20
