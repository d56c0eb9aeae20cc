"""Every layout that a learning platform hands out comes to the same: one folder a student, files under their exact names."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.intake.roster import read_roster
from grader.intake.submission import Submission
from grader.intake.take_in import Intake, take_in
from tests.intake.samples import CANVAS, GRADESCOPE, MOODLE, WANTED, write, zipped


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def texts(submission: Submission) -> dict[str, str]:
    """The wanted files, which really lie in the folder under these names."""
    assert all(path == submission.folder / name for name, path in submission.files.items())
    return {name: path.read_text() for name, path in submission.files.items()}


def by_key(intake: Intake) -> dict[str, Submission]:
    return {submission.key: submission for submission in intake.submissions}


def test_a_folder_of_students_is_left_where_it_is(tmp_path: Path, scratch: Path) -> None:
    root = write(tmp_path / "class", {
        "ada/my_relu.py": "1", "ada/gradient_flow.ipynb": "{}", "bob/my_relu.py": "2", ".DS_Store": "", "readme.txt": "",
    })  # fmt: skip
    found = by_key(take_in(root, WANTED, scratch))
    assert list(found) == ["ada", "bob"]
    assert found["ada"].folder == root / "ada"
    assert texts(found["ada"]) == {"my_relu.py": "1", "gradient_flow.ipynb": "{}"}
    assert list(scratch.iterdir()) == []


def test_one_students_own_folder(tmp_path: Path, scratch: Path) -> None:
    root = write(tmp_path / "ada", {"my_relu.py": "1", "plots/a.py": ""})
    assert list(by_key(take_in(root, WANTED, scratch))) == ["ada"]


def test_files_deeper_down_and_in_archives_are_found(tmp_path: Path, scratch: Path) -> None:
    root = write(tmp_path / "class", {"ada/hw/my_relu.py": "1", "ada/.venv/lib/gradient_flow.py": "no", "bob/x.txt": ""})
    zipped(root / "ada" / "flow.zip", {"hw/src/gradient_flow.py": "2", "__MACOSX/gradient_flow.py": "no"})
    zipped(root / "bob" / "outer.zip", {"my_relu.py": "3"})
    inner = zipped(tmp_path / "inner.zip", {"gradient_flow.py": "4"}).read_bytes()
    zipped(root / "carol.zip", {"my_relu.py": "5", "more/inner.zip": inner})
    found = by_key(take_in(root, WANTED, scratch))
    assert texts(found["ada"]) == {"my_relu.py": "1", "gradient_flow.py": "2"}
    assert texts(found["bob"]) == {"my_relu.py": "3"}
    assert texts(found["carol"]) == {"my_relu.py": "5", "gradient_flow.py": "4"}


def test_of_two_files_the_one_nearest_to_the_top_counts(tmp_path: Path, scratch: Path) -> None:
    root = write(tmp_path / "class", {"ada/a/b/my_relu.py": "deep", "ada/c/my_relu.py": "near", "ada/c/old.py": "x", "bob/my_relu.py": ""})
    ada = by_key(take_in(root, WANTED, scratch))["ada"]
    assert texts(ada) == {"my_relu.py": "near"}
    assert (ada.folder / "old.py").is_file()  # kept, for the sentence on names that are nearly right
    assert not ada.notes
    write(root, {"ada/d/my_relu.py": "as near"})
    (second := scratch / "second").mkdir()
    assert by_key(take_in(root, WANTED, second))["ada"].notes == (
        "There are 3 files named my_relu.py; one of those nearest to the top is graded.",
    )


@pytest.mark.parametrize("packed", [False, True])
def test_canvas(tmp_path: Path, scratch: Path, packed: bool) -> None:
    path = zipped(tmp_path / "submissions.zip", CANVAS) if packed else write(tmp_path / "submissions", CANVAS)
    intake = take_in(path, WANTED, scratch)
    found = by_key(intake)
    assert intake.layout == "canvas"
    assert texts(found["lovelaceada_1234"]) == {"my_relu.py": "ada = 1", "gradient_flow.ipynb": "{}"}
    assert texts(found["hopper_22"]) == {"my_relu.py": "grace = 1"}
    assert (found["hopper_22"].late, found["lovelaceada_1234"].late) == (True, False)
    assert found["lovelaceada_1234"].ids == {"canvas": "1234"}


@pytest.mark.parametrize("packed", [False, True])
def test_moodle(tmp_path: Path, scratch: Path, packed: bool) -> None:
    path = zipped(tmp_path / "m.zip", MOODLE) if packed else write(tmp_path / "m", MOODLE)
    intake = take_in(path, WANTED, scratch)
    found = by_key(intake)
    assert intake.layout == "moodle"
    assert texts(found["Ada Lovelace_1234"]) == {"my_relu.py": "ada = 1"}
    assert found["Ada Lovelace_1234"].name == "Ada Lovelace"
    assert texts(found["Participant_77"]) == {"gradient_flow.py": "p = 77"}
    assert found["Participant_77"].name == ""


def test_moodle_without_folders(tmp_path: Path, scratch: Path) -> None:
    root = write(tmp_path / "m", {"Ada Lovelace_1234_assignsubmission_file_my_relu.py": "1", "Bo_9_assignsubmission_file_x.txt": ""})
    assert texts(by_key(take_in(root, WANTED, scratch))["Ada Lovelace_1234"]) == {"my_relu.py": "1"}


@pytest.mark.parametrize("packed", [False, True])
def test_gradescope(tmp_path: Path, scratch: Path, packed: bool) -> None:
    inner = zipped(tmp_path / "hw.zip", {"gradient_flow.py": "alan = 1"}).read_bytes()
    files = {**GRADESCOPE, "assignment_9_export/submission_102/hw.zip": inner}
    path = zipped(tmp_path / "g.zip", files) if packed else write(tmp_path / "g", files)
    intake = take_in(path, WANTED, scratch)
    found = by_key(intake)
    assert intake.layout == "gradescope"
    assert texts(found["ada"]) == texts(found["grace"]) == {"my_relu.py": "both = 1"}
    assert texts(found["alan"]) == {"gradient_flow.py": "alan = 1"}
    assert found["ada"].submitted == datetime(2026, 10, 1, 19, 56, 14, 283914, tzinfo=UTC)
    assert found["alan"].submitted == datetime(2026, 10, 2, 8, tzinfo=UTC)
    assert (found["ada"].name, found["ada"].ids["sid"]) == ("Ada Lovelace", "007")


def test_metadata_that_names_a_folder_outside_is_ignored(tmp_path: Path, scratch: Path) -> None:
    write(tmp_path, {"secret/my_relu.py": "x"})
    root = write(tmp_path / "g", {"submission_metadata.yml": "'../secret':\n  :submitters:\n  - :name: Eve\n..:\n  a: 1\n"})
    with pytest.raises(UsageError, match="no submissions"):
        take_in(root, WANTED, scratch)


def test_a_roster_names_everyone_and_who_is_missing(tmp_path: Path, scratch: Path) -> None:
    roster = write(tmp_path, {"r.csv": "name,login,email,ID\n\"Lovelace, Ada\",al1,ada@example.org,1234\nGrace Hopper,gh2,,22\nAlan Turing,at3,,\n"})
    root = write(tmp_path / "c", CANVAS)
    intake = take_in(root, WANTED, scratch, read_roster(roster / "r.csv"))
    found = by_key(intake)
    assert set(found) == {"al1", "gh2", "at3"}
    assert (found["al1"].name, found["al1"].email, found["al1"].enrolled) == ("Lovelace, Ada", "ada@example.org", True)
    assert found["al1"].earlier_key == "lovelaceada_1234"
    assert not intake.missing
    (tmp_path / "c" / "turingalan_33_7_notes.pdf").unlink()
    (second := scratch / "second").mkdir()
    intake = take_in(root, WANTED, second, read_roster(roster / "r.csv"))
    assert [person.key for person in intake.missing] == ["at3"]


def test_links_are_neither_followed_nor_lost(tmp_path: Path, scratch: Path) -> None:
    root = write(tmp_path / "class", {"ada/hw/gradient_flow.py": "1", "bob/my_relu.py": "2", "../secret.py": "secret"})
    (root / "ada" / "my_relu.py").symlink_to(tmp_path / "secret.py")
    (root / "ada" / "etc").symlink_to("/etc")
    (root / "eve").symlink_to(root / "bob")
    found = by_key(take_in(root, WANTED, scratch))
    assert "eve" not in found
    assert found["ada"].files["my_relu.py"].is_symlink()


def test_files_that_are_no_files(tmp_path: Path, scratch: Path) -> None:
    import os

    root = write(tmp_path / "class", {"ada/hw/gradient_flow.py": "1", "bob/my_relu.py": "2"})
    os.mkfifo(root / "ada" / "my_relu.py")
    (root / "ada" / "hw" / "big.py").write_bytes(b"#" * (3 << 20))
    found = by_key(take_in(root, WANTED, scratch))["ada"]
    assert list(found.files) == ["gradient_flow.py"]


def test_names_that_are_unfit_for_folders(tmp_path: Path, scratch: Path) -> None:
    files = {"..weird_1_2_my_relu.py": "1", "a\nb\x1b[31m_3_4_my_relu.py": "2", "Öğe_5_6_my_relu.py": "3", "oge_7_8_x.py": ""}
    root = write(tmp_path / "c", files)
    keys = [each.key for each in take_in(root, WANTED, scratch).submissions]
    assert sorted(keys) == ["ab_31m_3", "oge_7", "weird_1", "Öğe_5"]


def test_nothing_to_take(tmp_path: Path, scratch: Path) -> None:
    write(tmp_path, {"empty/.keep": "", "notes.txt": "text", "subs/ada/my_relu.py": ""})
    with pytest.raises(UsageError, match=r"There are no submissions in .*empty: a submission is a folder with files such as my_relu.py"):
        take_in(tmp_path / "empty", WANTED, scratch)
    with pytest.raises(UsageError, match="neither a folder nor a zip of submissions"):
        take_in(tmp_path / "notes.txt", WANTED, scratch)
    with pytest.raises(UsageError, match=r"There is no .*sub\. Did you mean .*subs\?"):
        take_in(tmp_path / "sub", WANTED, scratch)
