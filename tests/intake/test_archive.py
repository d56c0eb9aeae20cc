"""Archives by strangers."""

import stat
import struct
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from grader.intake.archive import CLASS, STUDENT, ArchiveError, extract
from grader.submission import LARGEST_FILE
from tests.intake.samples import zipped


def inside(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


@pytest.mark.parametrize(
    "name", ["../evil.py", "a/../../evil.py", "/tmp/evil.py", "C:/evil.py", "C:\\evil.py", "..\\evil.py", "a/" + "b" * 300 + ".py"]
)
def test_paths_that_lead_out_are_left_out(tmp_path: Path, name: str) -> None:
    archive = zipped(tmp_path / "a.zip", {name: "evil", "good.py": "good"})
    notes = extract(archive, tmp_path / "out" / "in", STUDENT)
    assert inside(tmp_path) == {"a.zip", "out/in/good.py"}
    assert len(notes) == 1
    assert "leads out of the archive" in notes[0]


def test_links_devices_and_secrets_are_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR):
            entry = zipfile.ZipInfo(f"{kind}.py")
            entry.external_attr = (kind | 0o777) << 16
            archive.writestr(entry, "/etc/passwd")
        archive.writestr("good.py", "good")
    assert extract(tmp_path / "a.zip", tmp_path / "out", STUDENT) == ["3 files left out: a link, not a file"]
    assert inside(tmp_path / "out") == {"good.py"}


def test_what_is_not_needed_stays_inside(tmp_path: Path) -> None:
    files = {"data.csv": "1", "a.py": "a", "venv/lib/b.py": "b", ".git/c.py": "c", "x/n.ipynb": "{}", "__pycache__/d.py": ""}
    assert extract(zipped(tmp_path / "a.zip", files), tmp_path / "out", STUDENT) == []
    assert inside(tmp_path / "out") == {"a.py", "x/n.ipynb"}


def test_a_large_file_is_cut_where_the_grader_stops_reading(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"bomb.py": b"\0" * (200 << 20)})
    assert archive.stat().st_size < 1 << 20
    extract(archive, tmp_path / "out", STUDENT)
    assert (tmp_path / "out" / "bomb.py").stat().st_size == LARGEST_FILE + 1


def test_many_large_files_are_too_much(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {f"bomb{i}.py": b"\0" * (2 << 20) for i in range(40)})
    with pytest.raises(ArchiveError, match="it unpacks to more than 32 MB"):
        extract(archive, tmp_path / "out", STUDENT)


def test_many_files_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {f"{i}.py": "" for i in range(2500)})
    with pytest.raises(ArchiveError, match="too many files"):
        extract(archive, tmp_path / "out", STUDENT)
    # One that lies about their number is found out when they are listed.
    raw = bytearray(archive.read_bytes())
    at = raw.rfind(b"PK\x05\x06")
    raw[at + 8 : at + 12] = struct.pack("<2H", 3, 3)
    archive.write_bytes(raw)
    with pytest.raises(ArchiveError, match="too many files"):
        extract(archive, tmp_path / "out", replace(STUDENT, directory_bytes=1 << 30))


def test_archives_inside_are_bounded_too(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", {"inner.zip": b"\0" * (9 << 20), "a.py": ""})
    assert extract(archive, tmp_path / "out", STUDENT) == ["1 file left out: larger than 8 MB"]
    assert inside(tmp_path / "out") == {"a.py"}


def test_unusual_packing_is_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.py", "a")
    assert extract(tmp_path / "a.zip", tmp_path / "out", STUDENT) == ["1 file left out: packed in an unusual way"]


def test_the_same_name_twice(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.py", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.py", "second")
    assert extract(tmp_path / "a.zip", tmp_path / "out", STUDENT) == ["1 file left out: the same name as another one"]
    assert (tmp_path / "out" / "a.py").read_text() == "first"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18 + b"x", b"PK\x03\x04" * 100])
def test_what_is_no_archive(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    for caps in (STUDENT, CLASS):
        with suppress(ArchiveError):
            assert extract(tmp_path / "a.zip", tmp_path / "out", caps) == []


def test_every_truncation_and_many_flipped_bytes(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"a.py": "x = 1\n" * 50, "b/c.ipynb": "{}"}).read_bytes()
    broken = [whole[:n] for n in range(len(whole))]
    broken += [whole[:n] + bytes([whole[n] ^ 0xFF]) + whole[n + 1 :] for n in range(len(whole))]
    for number, content in enumerate(broken):
        (tmp_path / "b.zip").write_bytes(content)
        try:
            extract(tmp_path / "b.zip", tmp_path / "out" / str(number), STUDENT)
        except ArchiveError:
            continue
    assert not [path for path in tmp_path.rglob("*.py") if not path.is_relative_to(tmp_path / "out")]
