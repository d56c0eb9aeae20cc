"""``grade check`` as a student types it."""

import json
import shutil
from xml.etree import ElementTree

import pytest

from grader.cli.main import main
from tests.kits import ROOT, hand_in

BN = "batch_norm_backward"


@pytest.fixture
def grade(kit, monkeypatch, capsys):
    """Runs a command in the kit; its exit status and what it printed."""
    monkeypatch.chdir(kit)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return ended.value.code, captured.out + captured.err

    return run


def test_right_work(kit, grade):
    hand_in(kit, "alice", BN)
    status, text = grade("check", BN)
    assert status == 0
    assert "right" in text.splitlines()[0]
    assert "Your instructor runs" in text
    assert "further cases" in text
    assert "Everything is right on these cases." in text


def test_wrong_work(kit, grade):
    hand_in(kit, "bob", BN)
    status, text = grade("check", BN)
    assert status == 1
    assert "3 of 5 checks right" in text
    assert "✗ Gradient with respect to x" in text
    assert "dx[1, 2] is" in text
    assert f"grade check {BN} --hint says where" in text


def test_untouched_work(grade):
    status, text = grade("check", BN)
    assert status == 1
    assert "not attempted" in text
    assert "the starter file is as it was handed out" in text


def test_every_file_in_the_folder_is_checked(kit, grade):
    for name in ("my_relu", "gradient_flow", "manual_backprop"):
        (kit / f"{name}.py").unlink()
    _, text = grade("check")
    assert "Batch normalisation" in text
    assert "ReLU" not in text


def test_from_a_folder_below_the_kit(kit, grade, monkeypatch):
    (kit / "mine").mkdir()
    shutil.move(kit / f"{BN}.py", kit / "mine")
    monkeypatch.chdir(kit / "mine")
    assert grade("check", BN)[0] == 1


def test_a_missing_file_that_was_asked_for(kit, grade):
    (kit / f"{BN}.py").unlink()
    status, text = grade("check", BN)
    assert status == 1
    assert f"No {BN}.py" in text


def test_no_file_at_all(kit, grade):
    for path in kit.glob("*.py"):
        path.unlink()
    status, text = grade("check")
    assert status == 2
    assert "grade start ." in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("check", "batchnorm"), "There is nothing of 'batchnorm' to be checked here"), (("check", "--wacth"), "No such option")],
)
def test_mistyped(arguments, message, grade):
    status, text = grade(*arguments)
    assert status == 2
    assert message in text


def test_outside_any_course(tmp_path, grade, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    status, text = grade("check")
    assert status == 2
    assert "no course.yaml" in text


def test_in_a_course_with_references(grade, tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    shutil.copy(ROOT / "submissions" / "bob" / f"{BN}.py", tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    status, text = grade("check", BN, "--course", str(ROOT))
    assert status == 1
    assert "dx[1, 2] is" in text
    assert "Your instructor runs" in text


def test_an_import_error(kit, grade):
    (kit / f"{BN}.py").write_text("import numpy as np\nimport nonesuch\n")
    status, text = grade("check", BN, "--hint")
    assert status == 1
    assert "cannot be imported" in text
    assert "on line 2: No module named 'nonesuch'" in text
    assert "There is nothing to give a hint on" in text


def test_hints_come_one_by_one(kit, grade):
    hand_in(kit, "bob", BN)
    _, first = grade("check", BN, "--hint")
    assert "Where: " in first
    assert "Why: " not in first
    _, second = grade("check", BN, "--hint")
    assert "Where: " in second
    assert "Why: " in second
    _, third = grade("check", BN, "--hint")
    assert "There is no further hint." in third
    _, later = grade("check", BN)
    assert "Why: " in later
    kept = json.loads((kit / ".grader" / "hints.json").read_text())
    assert kept["exercises"][BN]["taken"] == 2
    hand_in(kit, "alice", BN)
    assert "Where" not in grade("check", BN)[1]
    assert json.loads((kit / ".grader" / "hints.json").read_text())["exercises"][BN] == {"taken": 2, "checks": {}}


def test_a_course_without_hints(kit, grade):
    path = kit / "course.yaml"
    path.write_text(path.read_text().replace("most: why", "most: none"))
    hand_in(kit, "bob", BN)
    _, text = grade("check", BN, "--hint")
    assert "This course gives no hints." in text
    assert "--hint says" not in text


def test_junit(kit, grade):
    hand_in(kit, "bob", BN)
    grade("check", BN, "--junit", "out/results.xml")
    root = ElementTree.parse(kit / "out" / "results.xml").getroot()
    (suite,) = root
    assert suite.attrib | {"time": ""} == {"name": BN, "time": "", "tests": "5", "failures": "1", "errors": "0", "skipped": "1"}
    (failure,) = suite.findall("testcase/failure")
    assert failure.attrib["message"].startswith("dx[1, 2] is")


def test_what_the_file_prints(kit, grade):
    hand_in(kit, "alice", BN)
    with (kit / f"{BN}.py").open("a") as file:
        file.write('\nfor i in range(20):\n    print("\\x1b[2Jline", i)\n')
    _, text = grade("check", BN)
    assert "Your file printed (the first 8 of 20 lines):" in text
    assert "line 7" in text
    assert "line 8" not in text
    assert "\x1b[2J" not in text


def test_a_notebook(kit, grade):
    (kit / f"{BN}.py").unlink()
    cells = ["import numpy as np\n%matplotlib inline", "def batch_norm_forward(x, gamma, beta, eps=1e-5):\n    return 1 / 0"]
    notebook = {
        "cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": cell} for cell in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    (kit / f"{BN}.ipynb").write_text(json.dumps(notebook))
    _, text = grade("check", BN)
    assert "batch_norm_forward raised ZeroDivisionError, cell 2, line 2: division by zero" in text


def test_a_diagnosis_counts_lines_as_a_notebook_does(kit, grade):
    (kit / f"{BN}.py").unlink()
    source = (ROOT / "submissions" / "bob" / f"{BN}.py").read_text()
    first, second, third = source.partition("def batch_norm_backward")
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**cell, "source": first}, {**cell, "source": second + third}]
    (kit / f"{BN}.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    for _ in range(2):
        _, text = grade("check", BN, "--hint")
    text = " ".join(text.split())
    assert "Where: Look at cell 2, line 12:" in text
    assert text.count("cell 2, line 12: the values that lead up to it are right") == 1
    assert "MissingIDFieldWarning" not in text


def test_the_plain_way_gives_the_same_answers_and_says_so_once(kit, grade):
    hand_in(kit, "bob", BN)
    _, warm = grade("check", BN)
    _, plain = grade("check", BN, "--plain")
    remark = "Your code runs in a fresh Python each time: that takes longer"
    assert plain.count(remark) == 1
    assert remark not in warm
    assert plain.startswith(warm)


def test_where_warm_workers_are_not_to_be_had(kit, grade, monkeypatch):
    monkeypatch.setattr("grader.kit.selfcheck.no_warm_worker", lambda: ", since warm workers are not to be had on macOS")
    hand_in(kit, "alice", BN)
    status, text = grade("check", BN)
    assert status == 0
    assert "since warm workers are not to be had on macOS" in " ".join(text.split())


def test_where_a_warm_worker_cannot_be_started(kit, grade, monkeypatch):
    from grader.errors import GraderFault
    from grader.sandbox import host

    class Broken:
        def prestart(self, framework):
            raise OSError("pidfd_open: Operation not permitted")

        def launch(self, framework):
            raise GraderFault("pidfd_open: Operation not permitted\nmore")

        def close(self):
            pass

    monkeypatch.setitem(host._LAUNCHERS, "full", lambda *arguments: Broken())
    hand_in(kit, "alice", BN)
    status, text = grade("check", BN)
    assert status == 0
    assert "no warm worker could be started: pidfd_open: Operation not permitted" in " ".join(text.split())


def test_a_terminal_without_the_marks(kit, monkeypatch, tmp_path):
    from io import BytesIO, TextIOWrapper

    from rich.console import Console

    from grader.cli.course import open_course
    from grader.kit.hints import HintBook
    from grader.kit.hints_policy import HintPolicy
    from grader.kit.selfcheck import SelfCheck
    from grader.kit.shown import print_checked

    hand_in(kit, "bob", BN)
    raw = BytesIO()
    console = Console(file=TextIOWrapper(raw, encoding="ascii", errors="replace"), width=80)
    with SelfCheck(open_course(kit), kit) as check:
        print_checked([check.run(check.exercise(BN))], HintBook(tmp_path, HintPolicy()), console)
    console.file.flush()
    assert b"x Gradient with respect to x" in raw.getvalue()
    assert b"+ The forward pass" in raw.getvalue()
