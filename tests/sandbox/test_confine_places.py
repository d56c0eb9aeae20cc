"""What a child may read, and how that list is put together."""

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("confinement is for Linux", allow_module_level=True)

from grader.errors import UsageError
from grader.sandbox.inside.confine import landlock, places
from grader.sandbox.inside.zygote.libraries import Libraries
from grader.sandbox.zygote import library_folders, refuse_exposed


def test_a_folder_without_packages_is_granted_whole(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    assert list(places.pieces(str(tmp_path))) == [str(tmp_path)]


def test_folders_of_packages_are_cut_out(tmp_path: Path) -> None:
    for name in ("site-packages", "json", "lib-dynload"):
        (tmp_path / name).mkdir()
    (tmp_path / "os.py").touch()
    assert [Path(piece).name for piece in places.pieces(str(tmp_path))] == ["json", "lib-dynload", "os.py"]


def test_folders_of_packages_are_found_below_a_python(tmp_path: Path) -> None:
    packages = tmp_path / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    (tmp_path / "python3.11" / "os.py").touch()
    (tmp_path / "libc.so.6").touch()
    names = [Path(piece).name for piece in places.pieces(str(tmp_path))]
    assert names == ["libc.so.6", "os.py"]


def test_nothing_granted_holds_installed_packages_or_this_project() -> None:
    project = Path(__file__).parents[2]
    for granted in map(Path, places.system()):
        resolved = granted.resolve()
        assert not project.is_relative_to(resolved)
        assert not resolved.is_relative_to(project)
        for folder in library_folders():
            assert not Path(folder).is_relative_to(resolved), granted


def test_only_offered_packages_are_found() -> None:
    libraries = Libraries(library_folders())
    libraries.lock()
    assert libraries.find_spec("numpy") is not None
    assert libraries.find_spec("numpy.linalg", ["anywhere"]) is None
    assert libraries.find_spec("pytest") is None
    assert libraries.find_spec("grader") is None


def test_granted_packages_are_their_own_folders() -> None:
    folders = set(library_folders())
    for path in Libraries(library_folders()).paths():
        assert str(Path(path).parent) in folders
        assert not Path(path).name.endswith((".pth", ".egg-link", ".dist-info", ".egg-info"))


def test_a_course_within_reach_is_refused(tmp_path: Path) -> None:
    course = tmp_path / "lib" / "course"
    course.mkdir(parents=True)
    with pytest.raises(UsageError, match="move it elsewhere"):
        refuse_exposed([str(tmp_path / "lib")], (course,))
    refuse_exposed([str(course / "venv" / "numpy")], (course,))


@pytest.mark.parametrize(
    ("version", "files", "network", "scopes"),
    [(1, 13, 0, 0), (2, 14, 0, 0), (3, 15, 0, 0), (4, 15, 3, 0), (5, 16, 3, 0), (6, 16, 3, 3), (99, 16, 3, 3)],
)
def test_every_right_the_kernel_knows_is_governed(version: int, files: int, network: int, scopes: int) -> None:
    assert landlock.handled(version) == ((1 << files) - 1, network, scopes)
