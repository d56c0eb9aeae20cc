"""What a valid course becomes, and where courses are looked for."""

import hashlib
from pathlib import Path

import pytest

from grader.errors import SpecError, UsageError
from grader.model.call import Call, Limits, Name, Watch
from grader.model.exercise import Draw, Position, Stub
from grader.spec.folder import find_course
from tests.spec.courses import COURSE, EXERCISE, load, problems, spoilt, write_course


@pytest.fixture
def course(tmp_path):
    return load(write_course(tmp_path))


@pytest.fixture
def exercise(course):
    return course.exercises[0]


def test_course(course, tmp_path):
    assert (course.title, course.seed, course.root) == ("A course", 7, tmp_path)
    assert course.weights == {"affine": 10.0}
    assert course.policies == {"attempts": 3}


def test_exercise(exercise, tmp_path):
    assert (exercise.id, exercise.title, exercise.summary, exercise.points) == (
        "affine",
        "An affine map",
        "Forward and backward.",
        10.0,
    )
    assert exercise.framework == "numpy"
    assert exercise.limits == Limits(5.0, 20.0, 512 << 20)
    assert exercise.watches == (Watch(("forward", "Affine.apply"), autodiff=True, calls=("ready_made",)),)
    assert exercise.folder == tmp_path / "exercises" / "affine"
    assert exercise.statement == exercise.folder / "statement.md"
    assert exercise.reference == tmp_path / "reference" / "affine.py"
    assert exercise.source_hash == hashlib.sha256(EXERCISE.encode()).hexdigest()
    assert [check.id for check in exercise.checks] == ["out", "dw", "hand"]


def test_stub(exercise):
    hand, forward, _, affine = exercise.stub
    assert hand == Stub("HAND", "constant", value='{"w": None}')
    assert forward == Stub("forward", "function", "(x, w, b=0.0)", "The map.")
    assert affine == Stub(
        "Affine", "class", base="np.ndarray", methods=(Stub("apply", "function", "(x)", decorator="staticmethod"),)
    )


def test_program(exercise):
    code, paper = exercise.parts
    assert code.program == (
        Call("forward", (Name("x"), Name("w")), (("b", 2.5),), ("out", "cache"), unpack=True),
        Call("backward", (Name("dout"), Name("cache")), (), ("grads",)),
    )
    assert paper.program == (Call("HAND", None, (), ("hand",)),)


def test_a_case_overrides_its_part(exercise):
    typical, wide = exercise.parts[0].cases
    assert typical.public
    assert not wide.public
    assert list(typical.draws) == ["x", "w", "dout"]
    assert typical.draws["w"].parameters == {"uniform": [3], "low": 0.5, "high": 2.0}
    assert wide.draws["w"].parameters == {"constant": [9], "value": 1.0}
    path = exercise.folder / "exercise.yaml"
    assert wide.draws["x"] == Draw(
        "normal",
        {"normal": [4, 9], "scale": 1.0, "shift": 0.0},
        at=Position(path, 31, 10, "parts[0].draw.x"),
    )
    assert wide.at == Position(path, 39, 9, "parts[0].cases[1]")


def test_checks(exercise):
    out, dw = exercise.parts[0].checks
    assert (out.kind, out.points, out.cases, out.tolerance) == ("value", 4.0, ("typical", "wide"), None)
    assert (dw.kind, dw.cases, dw.title) == ("gradient", ("wide",), "Backward")
    assert dw.settings.gradient == "grads.w"
    assert dw.at.where == "parts[0].checks[1]"


def test_a_single_part_is_called_main(tmp_path):
    text = EXERCISE[: EXERCISE.index("  - id: paper")].replace("  - id: code\n    program", "  - program")
    exercise = load(write_course(tmp_path, text.replace("points: 10", "points: 8"))).exercises[0]
    assert [part.id for part in exercise.parts] == ["main"]


def test_without_a_reference_as_in_a_kit(tmp_path):
    exercise = load(write_course(tmp_path, spoilt(EXERCISE, "reference: affine.py\n", ""))).exercises[0]
    assert exercise.reference is None


def test_tensors(tmp_path):
    new = "tensors: true\n    sizes: {N: 4}\n    draw:\n      x: {normal: [N, D], requires_grad: true, layout: expanded}"
    text = spoilt(EXERCISE, "sizes: {N: 4}\n    draw:\n      x: {normal: [N, D]}", new)
    text = spoilt(text, "{constant: [D], value: 1}", "[1, 2]")
    text = spoilt(text, "dout: {normal: [N]}", "dout: 2")
    wide = load(write_course(tmp_path, text)).exercises[0].parts[0].cases[1]
    x, w, dout = (wide.draws[name] for name in ("x", "w", "dout"))
    assert (x.framework, x.requires_grad, x.layout) == ("torch", True, "expanded")
    assert (w.framework, w.distribution, w.parameters) == ("torch", "literal", {"literal": [1, 2]})
    assert (dout.framework, dout.parameters) == (None, {"literal": 2})


def test_rules_may_require(tmp_path):
    new = "{in: [forward], must: [autodiff], no: [finite_differences]}"
    text = spoilt(EXERCISE, "{in: [forward, Affine.apply], no: [autodiff], no_calls: [ready_made]}", new)
    assert load(write_course(tmp_path, text)).exercises[0].watches == (
        Watch(("forward",), finite_differences=True),
        Watch(("forward",), autodiff=True, required=True),
    )


def test_numbers_as_in_yaml_1_2(tmp_path):
    text = spoilt(EXERCISE, "w: {uniform: [D], low: 0.5, high: 2}", "w: {uniform: [D], low: -1e-3, high: 1e3}")
    typical = load(write_course(tmp_path, text)).exercises[0].parts[0].cases[0]
    assert typical.draws["w"].parameters == {"uniform": [3], "low": -0.001, "high": 1000.0}


def test_anchors(tmp_path):
    text = spoilt(EXERCISE, "x: {normal: [N, D]}", "x: {normal: &shape [N, D]}")
    text = spoilt(text, "dout: {normal: [N]}", "dout: {normal: *shape}")
    typical = load(write_course(tmp_path, text)).exercises[0].parts[0].cases[0]
    assert typical.draws["dout"].parameters["normal"] == [4, 3]


def test_two_kinds_are_told_apart_by_the_wider_one(tmp_path):
    text = spoilt(EXERCISE, "gradient: grads.w\n", "gradient: grads.w\n        value: out\n")
    assert load(write_course(tmp_path, text)).exercises[0].checks[1].kind == "gradient"


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends(tmp_path, ending):
    exercise = load(write_course(tmp_path, EXERCISE.replace("\n", ending))).exercises[0]
    assert exercise.parts[0].cases[1].at.line == 39


def test_only(tmp_path):
    write_course(tmp_path, course=COURSE.replace("points: 10}", "points: 10}\n  - {id: broken, points: 1}"))
    (tmp_path / "exercises" / "broken").mkdir()
    (tmp_path / "exercises" / "broken" / "exercise.yaml").write_text("[", encoding="utf-8")
    course = load(tmp_path, only=["affine"])
    assert [exercise.id for exercise in course.exercises] == ["affine"]
    assert course.weights == {"affine": 10.0}
    assert len(problems(tmp_path)) == 1
    with pytest.raises(UsageError, match=r"no exercise 'afine' \(did you mean 'affine'\?\)"):
        load(tmp_path, only=["afine"])


def test_all_problems_of_all_files_at_once(tmp_path):
    write_course(tmp_path, spoilt(EXERCISE, "points: 10", "points: ten"), COURSE.replace("seed: 7", "seed: x"))
    assert problems(tmp_path) == [
        "course.yaml:2:7: seed: must be a whole number: 'x'",
        "exercises/affine/exercise.yaml:4:9: points: must be a number: 'ten'",
    ]
    with pytest.raises(SpecError) as error:
        load(tmp_path)
    assert str(error.value).count("\n") == 1


def test_find_course(tmp_path):
    write_course(tmp_path)
    deep = tmp_path / "exercises" / "affine"
    assert find_course(deep) == find_course(tmp_path) == find_course(deep / "exercise.yaml") == tmp_path


def test_no_course(tmp_path):
    with pytest.raises(UsageError) as error:
        find_course(tmp_path / "a")
    assert str(error.value) == (
        f"no course.yaml in {tmp_path / 'a'} or any folder above it. "
        "Go to the course's folder, or point to it: --course path/to/the/course"
    )
    with pytest.raises(UsageError, match=r"no course\.yaml in"):
        load(tmp_path)


def test_relative_start(tmp_path, monkeypatch):
    write_course(tmp_path)
    monkeypatch.chdir(tmp_path / "exercises")
    assert find_course(Path()) == tmp_path
