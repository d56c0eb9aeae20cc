"""Plain ``pytest`` in a kit; and nothing of it anywhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kits import ROOT, hand_in

BN = "batch_norm_backward"


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=560,
    )  # fmt: skip
    return ended.returncode, ended.stdout + ended.stderr


@pytest.fixture
def only(kit) -> Path:
    """The kit with one exercise left to do: the others would take their time."""
    for path in kit.glob("*.py"):
        if path.stem != BN:
            path.unlink()
    return kit


def test_what_is_collected(kit):
    status, text = run(kit, "--collect-only", "-q")
    assert status == 0
    assert f"{BN}.py::gradient_x" in text
    assert "my_relu.py::kink" in text
    assert "default_eps" not in text


def test_right_and_wrong(only):
    hand_in(only, "bob", BN)
    status, text = run(only, "-rfs")
    assert status == 1
    assert "1 failed, 3 passed, 1 skipped" in text
    assert "Batch normalisation, backward pass: Gradient with respect to x" in text
    assert "dx[1, 2] is" in text
    assert "Your instructor runs" in text
    assert "Traceback" not in text
    assert f"FAILED {BN}.py::gradient_x" in text
    hand_in(only, "alice", BN)
    assert run(only)[0] == 0


def test_one_of_them(only):
    hand_in(only, "bob", BN)
    assert run(only, f"{BN}.py::gradient_gamma")[0] == 0
    assert run(only, "-k", "gradient_x")[0] == 1


def test_not_written_yet(only):
    status, text = run(only)
    assert status == 1
    assert "is not written yet" in text or "starter file" in text


def test_a_notebook_takes_the_files_place(only):
    hand_in(only, "bob", BN)
    from grader.cli.course import open_course
    from grader.stub.notebook import starter_notebook

    exercise = next(e for e in open_course(only).exercises if e.id == BN)
    (only / f"{BN}.ipynb").write_text(starter_notebook(exercise))
    assert ".ipynb" not in run(only, "--collect-only", "-q")[1]
    (only / f"{BN}.py").unlink()
    assert f"{BN}.ipynb::gradient_x" in run(only, "--collect-only", "-q")[1]


def test_beside_a_students_own_tests(only):
    (only / "test_mine.py").write_text("def test_mine():\n    assert True\n")
    status, text = run(only, "--collect-only", "-q")
    assert status == 0
    assert "test_mine.py::test_mine" in text
    assert f"{BN}.py::gradient_x" in text


def test_the_kit_is_the_root_within_another_project(only):
    (only.parent / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '-q'\n")
    assert f"{BN}.py::gradient_x" in run(only, "--collect-only", "-q")[1]


def test_a_damaged_kit(only):
    (only / "kit.json").write_text("{")
    status, text = run(only)
    assert status == 4
    assert "Unpack the kit again" in text
    assert "Traceback" not in text


def test_junit_of_pytests_own(only):
    hand_in(only, "bob", BN)
    run(only, "--junit-xml", "out.xml")
    assert "dx[1, 2] is" in (only / "out.xml").read_text()


def test_nothing_happens_elsewhere(tmp_path):
    (tmp_path / f"{BN}.py").write_text("raise SystemExit('imported')")
    (tmp_path / "course.yaml").write_text("title: x")
    (tmp_path / "test_one.py").write_text(
        "import sys\ndef test_light():\n    assert not {'numpy', 'torch', 'rich', 'grader.kit.selfcheck'} & set(sys.modules)\n"
    )
    status, text = run(tmp_path)
    assert status == 0
    assert "1 passed" in text


def test_nothing_happens_in_this_project():
    assert not (ROOT / "kit.json").exists()
