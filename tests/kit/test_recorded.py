"""What a kit records, and what happens when a student edits it."""

import json

import pytest

from grader.checks.table import SETTINGS
from grader.errors import UsageError
from grader.inputs import DRAW_SETTINGS
from grader.kit.marker import KIT, Marker, read_marker
from grader.kit.recorded import Recorded, read_further
from grader.kit.selfcheck import SelfCheck
from grader.spec.load import load_course

EXERCISE = "batch_norm_backward"


def exercise_of(kit):
    course = load_course(kit, kinds=SETTINGS, distributions=DRAW_SETTINGS)
    return next(exercise for exercise in course.exercises if exercise.id == EXERCISE)


def test_only_what_checks_ask_for_is_recorded(kit):
    cases = json.loads((kit / "exercises" / EXERCISE / "expected.json").read_text())["parts"]["main"]
    assert set(cases) == {"typical", "tall"}
    assert set(cases["typical"]["values"]) == {"out", "dx", "dgamma", "dbeta"}
    assert set(cases["typical"]["facts"]) == {"gradient_x", "gradient_gamma", "gradient_beta"}


def test_values_are_those_of_the_reference_bit_by_bit(kit, expectations, course):
    whole = next(exercise for exercise in course.exercises if exercise.id == EXERCISE)
    mine, theirs = Recorded().of(exercise_of(kit)), expectations.of(whole)
    for key, recorded in mine.items():
        for name, value in recorded.values.items():
            assert value.tobytes() == theirs[key].values[name].tobytes()
        assert all(theirs[key].spread[path] == spread for path, spread in recorded.spread.items())


def test_other_line_ends_do_no_harm(kit):
    path = kit / "exercises" / EXERCISE / "exercise.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Recorded().of(exercise_of(kit))


def test_an_edited_spec(kit):
    path = kit / "exercises" / EXERCISE / "exercise.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("a typical batch", "my own batch"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"was changed, and no longer fits it.*Unpack the kit again"):
        Recorded().of(exercise_of(kit))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("parts"),
        lambda data: data["parts"]["main"].pop("tall"),
        lambda data: data["parts"]["main"]["tall"].pop("values") and data["parts"]["main"]["tall"].update(values=3),
        lambda data: data["parts"]["main"]["tall"]["values"].update(dx={"array": [1], "dtype": "float64", "shape": [5]}),
        lambda data: data["parts"]["main"]["tall"].update(more={}),
        lambda data: data.pop("spec"),
    ],
)
def test_a_damaged_record(kit, change):
    path = kit / "exercises" / EXERCISE / "expected.json"
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))
    with pytest.raises(UsageError, match="cannot be used"):
        Recorded().of(exercise_of(kit))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 99, "spec": ""}'])
def test_a_record_that_is_none(kit, text):
    (kit / "exercises" / EXERCISE / "expected.json").write_text(text)
    with pytest.raises(UsageError, match="cannot be used"):
        read_further(exercise_of(kit))


def test_a_record_that_is_gone(kit):
    (kit / "exercises" / EXERCISE / "expected.json").unlink()
    with pytest.raises(UsageError, match="cannot be used"):
        Recorded().of(exercise_of(kit))


def test_markers(tmp_path):
    assert read_marker(tmp_path) is None
    marker = Marker("A course", "where", "1.2.3")
    (tmp_path / KIT).write_text(marker.text())
    assert read_marker(tmp_path) == marker


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "cannot be read"),
        ('{"course": "x"}', "cannot be read"),
        (Marker("A", "why", "9.9", 2).text(), "made by version 9.9 of the grader"),
        (Marker("A", "how", "9.9").text(), "made by version 9.9 of the grader"),
    ],
)
def test_a_marker_of_another_kind(tmp_path, text, message):
    (tmp_path / KIT).write_text(text)
    with pytest.raises(UsageError, match=message):
        read_marker(tmp_path)


def test_grading_in_a_kit_is_told_what_it_is(kit, capsys):
    from grader.cli.main import main

    with pytest.raises(SystemExit) as ended:
        main([str(kit), "--course", str(kit), "--exercise", EXERCISE, "--out", str(kit / "reports")])
    assert ended.value.code == 2
    assert "this is a student's kit, in which 'grade check' checks your work" in capsys.readouterr().err


def test_a_course_with_references_needs_no_record(course, tmp_path):
    with SelfCheck(course, tmp_path) as check:
        assert not check.is_kit
