"""The packed autograder, unpacked as Gradescope does, and run without a network where that can be cut."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from grader.cli.main import main
from grader.export.autograder import Settings, read_settings
from grader.export.pins import constraints
from grader.export.wheel import wheel
from grader.model.exercise import Course
from grader.sandbox.isolation import detect

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like /autograder after the image is built, with this environment in place of the one that pip makes."""
    folder = tmp_path_factory.mktemp("autograder")
    packed = folder / "autograder.zip"
    isolation = "none" if detect().missing else "full"
    assert run("gradescope", str(packed), "--course", str(ROOT), "--exercise", "my_relu", "--isolation", isolation) == 0
    subprocess.run([sys.executable, "-m", "zipfile", "-e", packed, folder / "source"], check=True)
    for name in ("submission", "results", "venv/bin"):
        (folder / name).mkdir(parents=True)
    command = folder / "venv" / "bin" / "grade"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from grader.cli.main import main; main()" "$@"\n')
    command.chmod(0o755)
    assert run("gradescope", "--warm", "--root", str(folder)) == 0
    return folder


def autograde(root: Path) -> "subprocess.CompletedProcess[str]":
    (root / "results" / "results.json").unlink(missing_ok=True)
    alone = subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode == 0 if shutil.which("unshare") else False
    script = root / "source" / "run_autograder"
    command = [*(["unshare", "-n"] if alone else []), "bash", str(script)]
    environment = {**os.environ, "AUTOGRADER_ROOT": str(root), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, cwd=root)


def submit(root: Path, *files: Path) -> None:
    shutil.rmtree(root / "submission")
    (root / "submission" / "inner").mkdir(parents=True)
    for file in files:
        shutil.copy(file, root / "submission" / "inner")


def test_a_submission_is_graded_without_a_network(root: Path) -> None:
    submit(root, ROOT / "submissions" / "alice" / "my_relu.py")
    ended = autograde(root)
    assert ended.returncode == 0, ended.stderr
    found = json.loads((root / "results" / "results.json").read_text())
    assert found["score"] == 20
    assert sum(test["score"] for test in found["tests"]) == 20


def test_nothing_handed_in_is_a_zero_with_words(root: Path) -> None:
    submit(root)
    assert autograde(root).returncode == 0
    found = json.loads((root / "results" / "results.json").read_text())
    assert found["score"] == 0
    assert "No my_relu.py was handed in" in found["output"]


def test_a_fault_of_ours_leaves_no_results(root: Path) -> None:
    submit(root, ROOT / "submissions" / "alice" / "my_relu.py")
    settings = root / "source" / "settings.json"
    kept = settings.read_text()
    settings.write_text("{}")
    try:
        ended = autograde(root)
    finally:
        settings.write_text(kept)
    assert ended.returncode != 0
    assert not (root / "results" / "results.json").exists()


def test_the_zip_has_its_scripts_at_the_root_and_no_rubbish(root: Path) -> None:
    with zipfile.ZipFile(root / "autograder.zip") as archive:
        names = archive.namelist()
        modes = {info.filename: info.external_attr >> 16 & 0o777 for info in archive.infolist()}
    assert modes["setup.sh"] == modes["run_autograder"] == 0o755
    assert {"course/course.yaml", "constraints.txt", "settings.json"} <= set(names)
    assert not any("__pycache__" in name or name.startswith("/") or ".." in name for name in names)
    assert read_settings(root / "source") == Settings(exercises=("my_relu",), isolation=read_settings(root / "source").isolation)


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_the_scripts_are_bash(root: Path, script: str) -> None:
    path = root / "source" / script
    assert path.read_text().startswith("#!/usr/bin/env bash\n")
    subprocess.run(["bash", "-n", path], check=True)


def test_setup_installs_under_the_constraints_and_warms_up(root: Path, tmp_path: Path) -> None:
    """With a stand-in for Python and pip: what they are asked to do, in order."""
    log, python = tmp_path / "log", tmp_path / "python"
    tool = f'#!/bin/sh\necho "$(basename "$0") $*" >> {log}\n'
    python.write_text(
        f'{tool}if [ "$2" = venv ]; then mkdir -p "$3/bin"; for t in pip grade; do sed /venv/d "$0" > "$3/bin/$t"; done; '
        'chmod +x "$3"/bin/*; fi\n'
    )
    python.chmod(0o755)
    (tmp_path / "source").symlink_to(root / "source")
    environment = {**os.environ, "AUTOGRADER_ROOT": str(tmp_path), "PYTHON": str(python)}
    subprocess.run(["bash", root / "source" / "setup.sh"], check=True, env=environment)
    told = [line for line in log.read_text().splitlines() if not line.startswith("python -c")]
    assert told[0] == f"python -m venv {tmp_path}/venv"
    assert told[1].startswith(f"pip install --no-cache-dir -c {tmp_path}/source/constraints.txt")
    assert told[1].endswith(".whl")
    assert told[2:] == [f"grade gradescope --warm --root {tmp_path}"]


def test_the_wheel_holds_what_its_record_says(tmp_path: Path) -> None:
    name, content = wheel()
    assert (name, content) == wheel()
    path = tmp_path / name
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        (record,) = [each for each in archive.namelist() if each.endswith("/RECORD")]
        for line in archive.read(record).decode().splitlines():
            file, digest, size = line.rsplit(",", 2)
            if file != record:
                found = archive.read(file)
                assert len(found) == int(size)
                assert digest == "sha256=" + urlsafe_b64encode(hashlib.sha256(found).digest()).rstrip(b"=").decode()
        assert "grader/export/run_autograder.sh" in archive.namelist()


def test_everything_the_grader_needs_is_pinned(course: Course) -> None:
    pinned = [Requirement(line) for line in constraints().splitlines()]
    assert {"numpy", "torch", "pygments", "jinja2", "markupsafe"} <= {each.name for each in pinned}
    assert all("+" not in str(each.specifier) for each in pinned)
    assert "pytest" not in {each.name for each in pinned}
