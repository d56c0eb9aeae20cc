"""The kit: what is in it, that it is always the same, and that it judges as the instructor's copy does."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grader.checks.table import SETTINGS
from grader.cli.course import open_course
from grader.errors import UsageError
from grader.expected.source import FromReference
from grader.grade import grade_exercise
from grader.inputs import DRAW_SETTINGS
from grader.kit.public import further, public_part
from grader.kit.recorded import Recorded, read_further
from grader.kit.release import release
from grader.model.exercise import Course
from grader.model.verdict import Verdict
from grader.spec.load import load_course
from grader.stub.starter import starter_source
from grader.submission import read
from tests.kits import ROOT, small_course


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Course:
    return open_course(small_course(tmp_path_factory.mktemp("small") / "course"))


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def open_kit(folder):
    return load_course(folder, kinds=SETTINGS, distributions=DRAW_SETTINGS)


def test_what_is_in_it(made, course):
    names = set(files_in(made.folder))
    expected = {"README.md", "course.yaml", "kit.json", "pytest.ini"}
    for exercise in course.exercises:
        inner = ("exercise.yaml", "expected.json", "statement.html", exercise.statement.name)
        expected |= {exercise.filename, *(f"exercises/{exercise.id}/{name}" for name in inner)}
    assert names == expected


def test_starter_files_lie_at_its_root(made, course):
    for exercise in course.exercises:
        assert (made.folder / exercise.filename).read_text(encoding="utf-8") == starter_source(exercise)


def test_the_zip_holds_the_same_below_one_folder(made):
    with zipfile.ZipFile(made.archive) as archive:
        inside = {name.removeprefix("backpropagation/"): archive.read(name) for name in archive.namelist()}
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) and info.external_attr >> 16 == 0o100644 for info in archive.infolist())
    assert inside == files_in(made.folder)


def test_the_same_course_gives_the_same_bytes(small, tmp_path):
    one, again = release(small, tmp_path / "kit"), release(small, tmp_path / "another name")
    assert files_in(again.folder) == files_in(one.folder)
    assert again.archive.read_bytes() == one.archive.read_bytes()
    other = release(replace(small, seed=small.seed + 1), tmp_path / "kit")
    assert other.archive.read_bytes() != again.archive.read_bytes()


def test_it_is_a_course_of_public_cases(made, course):
    opened = open_kit(made.folder)
    for mine, theirs in zip(opened.exercises, course.exercises, strict=True):
        assert mine.reference is None
        assert all(case.public for part in mine.parts for case in part.cases)
        assert [c.id for c in mine.checks] == [c.id for c in public_part(theirs).checks]
        assert mine.points == public_part(theirs).points
        assert mine.stub == theirs.stub
        assert read_further(mine).cases == sum(not case.public for part in theirs.parts for case in part.cases)


def test_no_draw_and_no_size_is_left(made):
    for path in made.folder.glob("exercises/*/exercise.yaml"):
        text = path.read_text(encoding="utf-8")
        for word in ("normal:", "uniform:", "signed:", "integers:", "profiles:", "sizes:", "reference:", "scale:"):
            assert word not in text.replace("network:", ""), f"{word} in {path}"


@pytest.mark.parametrize("student", ["alice", "bob", "dave"])
def test_it_judges_as_the_instructors_copy_does(student, made, course, sandbox):
    """Every public check ends the same way with recorded values as with the reference, except where it says that it cannot."""
    recorded, computed = Recorded(), FromReference(course.seed)
    for mine, theirs in zip(open_kit(made.folder).exercises, course.exercises, strict=True):
        handed = read(ROOT / "submissions" / student, mine)
        here = grade_exercise(mine, handed, sandbox, recorded).result
        there = grade_exercise(public_part(theirs), handed, sandbox, computed).result
        assert here.status is there.status
        for one, other in zip(here.checks, there.checks, strict=True):
            if one.verdict is Verdict.SKIPPED and one.findings and one.findings[0].code == "needs_reference":
                continue
            assert (one.verdict, one.message) == (other.verdict, other.message), f"{student} {mine.id} {one.id}"


@pytest.mark.parametrize("hints", ["none", "where", "why"])
def test_hints_decide_what_is_recorded(hints, small, tmp_path):
    folder = release(small, tmp_path / "kit", hints).folder
    text = (folder / "exercises" / "batch_norm_backward" / "expected.json").read_text(encoding="utf-8")
    assert ('"intermediates"' in text) == (hints != "none")
    assert ('"terms"' in text) == ('"WORDS"' in text) == (hints == "why")
    assert f"most: {hints}" in (folder / "course.yaml").read_text(encoding="utf-8")


def test_hints_go_no_further_than_the_course_allows(small, tmp_path):
    strict = replace(small, policies={"hints": {"most": "where", "submit": True}})
    folder = release(strict, tmp_path / "kit", "why").folder
    assert "most: where, submit: true" in (folder / "course.yaml").read_text(encoding="utf-8")
    assert "hints.json" in (folder / "README.md").read_text(encoding="utf-8")


def test_an_older_kit_is_replaced(small, tmp_path):
    release(small, tmp_path / "kit")
    (tmp_path / "kit" / "exercises" / "old").mkdir()
    (tmp_path / "kit" / "exercises" / "old" / "file").write_text("old")
    release(small, tmp_path / "kit")
    assert not (tmp_path / "kit" / "exercises" / "old").exists()


def test_a_folder_that_is_something_else_is_left_alone(small, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("x")
    with pytest.raises(UsageError, match="is not empty and holds no kit"):
        release(small, tmp_path / "mine")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        release(small, tmp_path / "file")
    assert (tmp_path / "mine" / "thesis.tex").read_text() == "x"


def test_a_kit_of_a_kit(made, tmp_path):
    with pytest.raises(UsageError, match="it is a kit already"):
        release(open_kit(made.folder), tmp_path / "kit")


def test_a_short_seed_is_remarked_on(made, small, tmp_path):
    assert "seed" in made.remarks[0]
    assert release(replace(small, seed=1 << 127), tmp_path / "kit").remarks == ()


def test_statements_need_nothing_but_themselves(made):
    for page in made.folder.glob("exercises/*/statement.html"):
        text = page.read_text(encoding="utf-8")
        assert "<math" in text
        assert "Content-Security-Policy" in text
        assert "<script" not in text
        assert "http://" not in text.replace("http://www.w3.org/", "")


def test_the_readme_names_files_and_what_is_not_covered(made, course):
    text = (made.folder / "README.md").read_text(encoding="utf-8")
    for exercise in course.exercises:
        assert f"`{exercise.filename}`" in text
        assert (made.folder / "exercises" / exercise.id / "statement.html").is_file()
        assert f"| {exercise.title} | {sum(len(p.cases) for p in public_part(exercise).parts)} | {further(exercise).cases} |" in text
