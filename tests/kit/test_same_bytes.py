"""The same course gives the same kit, whoever makes it, wherever, in whatever surroundings."""

import hashlib
import os
import subprocess
import sys

import pytest

from tests.kits import ROOT, small_course

MAKE = "import os, sys; os.umask(int(sys.argv.pop(1), 8)); from grader.cli.main import main; main()"
SURROUNDINGS = {
    "plain": ("022", "UTC", "0", "C.UTF-8"),
    "another": ("077", "Asia/Tokyo", "12345", "C"),
}


def digests(folder):
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.skipif(os.name != "posix", reason="umask")
def test_other_surroundings(tmp_path):
    made = []
    for name, (umask, zone, seed, locale) in SURROUNDINGS.items():
        course = small_course(tmp_path / name / "my course")
        elsewhere = tmp_path / name / "elsewhere"
        elsewhere.mkdir()
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", MAKE, umask, "release", str(elsewhere / f"kit {name}"), "--course", str(course)]
        done = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        made.append((digests(elsewhere / f"kit {name}"), (elsewhere / f"kit {name}.zip").read_bytes()))
    (one, archive), (other, again) = made
    assert one == other
    assert archive == again
