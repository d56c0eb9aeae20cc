"""A small course and results made by hand: no worker is needed to test a gradebook."""

from dataclasses import replace
from pathlib import Path

from grader.model.call import Limits
from grader.model.exercise import Case, Check, Course, Exercise, Part
from grader.model.result import CheckResult, ExerciseResult, Finding, Report, Source
from grader.model.verdict import Status, Verdict
from grader.store.rows import Kept
from grader.store.summary import kept


def exercise(id: str, points: dict[str, float]) -> Exercise:
    case = Case("typical", True, "a typical one", {})
    checks = tuple(Check(name, name.title(), "value", worth, None, ("typical",)) for name, worth in points.items())
    part = Part("main", (), (case,), checks)
    statement = Path(__file__)  # any file that is there
    return Exercise(
        id, id.title(), sum(points.values()), "", "numpy", Limits(), (), "", "", (), (part,),
        Path(), statement, None, f"hash of {id}",
    )  # fmt: skip


COURSE = Course(
    title="Backpropagation",
    root=Path(),
    exercises=(exercise("relu", {"forward": 4.0, "backward": 6.0}), exercise("flow", {"norms": 5.0})),
    seed=1,
    weights={"relu": 20.0, "flow": 5.0},
    policies={},
)


def with_policies(**policies: object) -> Course:
    return replace(COURSE, policies=policies)


def result(id: str, *scores: float | None, status: Status = Status.GRADED, line: int | None = None) -> Report:
    """The report on one exercise of the course, with these scores of its checks."""
    spec = next(each for each in COURSE.exercises if each.id == id)
    checks = []
    for check, score in zip(spec.checks, scores, strict=True):
        right = score == check.points
        verdict = Verdict.GRADER_FAULT if score is None else Verdict.PASSED if right else Verdict.PARTIAL
        cause = (Finding("sign_flipped", "The sign is the wrong way round.", line, "cause"),) if not right else ()
        checks.append(CheckResult(check.id, check.title, verdict, score, check.points, True, "" if right else "wrong", cause))
    total = None if None in scores else sum(s for s in scores if s is not None)
    source = Source(f"{id}.py", "first line\n    second = -1  \n")
    outcome = ExerciseResult(id, spec.title, status, total, spec.points, "", tuple(checks), (), source)
    provenance = {"hashes": {id: {"spec": spec.source_hash}}, "isolation": ["seccomp"], "versions": {"grader": "1"}}
    return Report("", COURSE.title, total, spec.points, 1, (outcome,), provenance, {id: 0.25})


def stored(id: str, *scores: float | None, **more: object) -> Kept:
    return kept(result(id, *scores, **more), again=None in scores)  # type: ignore[arg-type]
