"""Expectations on disk: the same as computed, and computed anew when anything about them is in doubt."""

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.expected import cache
from grader.expected.build import expect
from grader.expected.cache import CachedExpectations, NotKeepable, dumps, loads
from grader.expected.record import Expectation
from grader.model.exercise import Course
from grader.model.value import Dense, Layout, NetworkInput, TensorInput


def same(one: Any, other: Any) -> bool:
    """Equal to the last bit and of the same types all through."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind in "fc")
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if dataclasses.is_dataclass(one):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in dataclasses.fields(one))
    return bool(one == other or one != one)


def test_every_exercise_comes_back_as_it_was(course: Course) -> None:
    for exercise in course.exercises:
        expected = expect(exercise, course.seed)
        assert same(loads(dumps(expected)), expected)


def test_what_a_reference_may_return(course: Course) -> None:
    network = NetworkInput((Dense(np.ones((2, 3), np.float32), None), "relu", (Dense(np.eye(2), np.zeros(2)), "tanh")))
    values = {
        "none": None, "flags": [True, False], "text": "é", "big": 2**70, "nan": float("nan"), "inf": -float("inf"),
        "z": 1 + 2j, "scalar": np.float32(0.1), "0d": np.array(1.5), "empty": np.zeros((0, 3)), "deep": ({"a": [1, (2.5,)]},),
    }  # fmt: skip
    inputs = {"net": network, "x": TensorInput(np.arange(6.0).reshape(2, 3), Layout.STRIDED, True)}
    interval = {"dx": (np.array([0.0]), np.array([1.0]))}
    expected = {("part", "case"): Expectation(inputs, values, {"z": 1e-16}, interval)}
    assert same(loads(dumps(expected)), expected)


@pytest.mark.parametrize("value", [object(), np.array([object()]), {1: 2}, {1, 2}, lambda x: x])
def test_what_cannot_be_kept(value: object) -> None:
    with pytest.raises(NotKeepable):
        dumps({("part", "case"): Expectation({}, {"cache": value})})


def test_computed_once_and_again_when_something_changed(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = course.exercises[-1]
    computed: list[int] = []
    monkeypatch.setattr(cache, "expect", lambda exercise, seed: computed.append(seed) or expect(exercise, seed))
    first = CachedExpectations(3, tmp_path / "new" / "folder")
    assert first.of(exercise) is first.of(exercise)
    assert same(CachedExpectations(3, tmp_path / "new" / "folder").of(exercise), first.of(exercise))
    assert computed == [3]
    CachedExpectations(4, tmp_path / "new" / "folder").of(exercise)
    CachedExpectations(3, tmp_path / "new" / "folder", "another version").of(exercise)
    CachedExpectations(3, tmp_path / "new" / "folder").of(dataclasses.replace(exercise, source_hash="another"))
    assert computed == [3, 4, 3, 3]


def test_a_damaged_file_is_computed_anew(course: Course, tmp_path: Path) -> None:
    exercise = course.exercises[-1]
    whole = CachedExpectations(3, tmp_path).of(exercise)
    (path,) = tmp_path.glob("*.npz")
    content = path.read_bytes()
    for damaged in (b"", b"nonsense", content[:1000], content[: len(content) // 2], dumps({})):
        path.write_bytes(damaged)
        assert same(CachedExpectations(3, tmp_path).of(exercise), whole)
        assert path.read_bytes() == content


def test_without_a_folder_to_write_to_it_still_works(course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert CachedExpectations(3, tmp_path / "file" / "folder").of(course.exercises[-1])


def test_old_files_go(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FILES", 2)
    for seed in range(4):
        CachedExpectations(seed, tmp_path).of(course.exercises[-1])
    assert len(list(tmp_path.iterdir())) == 2
