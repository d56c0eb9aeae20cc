"""Submissions that are after marks without having done the work: none of the marks that they name may be theirs.

Each file says in ``# unearned:`` which checks it has done no work for. What it gets is read off the grader's own result,
in the host: no point of those checks, and a verdict on the student instead of a fault of the grader.
"""

import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from grader.model.verdict import Verdict

if sys.platform != "linux":
    pytest.skip("confinement is for Linux", allow_module_level=True)

FOLDER = Path(__file__).parent / "marks"
CHEATS = sorted(FOLDER.glob("*/*.py"))


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_marks_are_not_to_be_had_without_the_work(path, grade_source):
    source = path.read_text(encoding="utf-8")
    unearned = next(line for line in source.splitlines() if line.startswith("# unearned: ")).split()[2:]
    result = grade_source(path.parent.name, source)
    assert not any(check.verdict is Verdict.GRADER_FAULT for check in result.checks), result
    assert result.score is not None
    got = {check.id: check.score for check in result.checks if any(fnmatch(check.id, name) for name in unearned)}
    assert got
    assert not any(got.values()), (got, [finding for check in result.checks for finding in check.findings][:5])


def test_there_are_enough_of_them():
    assert len(CHEATS) >= 30
