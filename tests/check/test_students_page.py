"""The commands on the students' page and in a kit's README do what they say, typed as they stand there."""

import os
import re
import shlex
import signal
import subprocess
import sys

import pytest

from tests.kits import ROOT, hand_in

BN = "batch_norm_backward"
PROGRAMS = {
    "grade": [sys.executable, "-c", "from grader.cli.main import main; main()"],
    "pytest": [sys.executable, "-m", "pytest"],
}
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    assert all(line.startswith("$ ") for line in lines)
    return list(dict.fromkeys(line.removeprefix("$ ") for line in lines))


PAGE = commands((ROOT / "docs" / "students.md").read_text(encoding="utf-8"))


@pytest.fixture
def typed(kit):
    """The exit status of a command typed in the kit, in which one exercise is solved, and what it printed."""
    for path in kit.glob("*.py"):
        path.unlink()
    hand_in(kit, "alice", BN)

    def run(command):
        program, *arguments = shlex.split(command)
        process = subprocess.Popen(
            [*PROGRAMS[program], *arguments],
            cwd=kit,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        printed = ""
        while "--watch" in arguments and "checked in" not in printed:
            line = process.stdout.readline()
            assert line, printed
            printed += line
        if "--watch" in arguments:
            process.send_signal(signal.SIGINT)
        printed += process.communicate(timeout=240)[0]
        return process.returncode, printed

    return run


def test_all_that_a_student_types_is_on_the_page():
    said = " ".join(PAGE)
    for word in ("doctor", "show", "check", "--watch", "--hint", "pytest"):
        assert word in said


@pytest.mark.parametrize("command", PAGE)
def test_on_the_page(command, typed):
    status, printed = typed(command)
    assert status == 0, printed
    assert "Traceback" not in printed


def test_the_readme_has_no_others(made):
    """With the first exercise's name in place of the one on the page."""
    text = (made.folder / "README.md").read_text(encoding="utf-8")
    assert set(commands(text)) <= {command.replace(BN, "manual_backprop") for command in PAGE}
