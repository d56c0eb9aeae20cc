"""An exercise's spec as it stands in a kit: public cases only, with the numbers that were drawn for them written out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.errors import GraderFault
from grader.expected.record import Expectation
from grader.kit.literal import literal_draw
from grader.kit.public import public_part
from grader.model.exercise import Case, Exercise, Part
from grader.spec.yaml_tree import read_tree

_DRAWN = ("draw", "sizes", "cases", "checks")
"""Keys of a part that are written anew: the numbers that stand in them decide hidden cases too."""

Expected = Mapping[tuple[str, str], Expectation]


def public_spec(exercise: Exercise, expected: Expected) -> dict[str, Any]:
    """The data of a kit's ``exercise.yaml``: the author's keys, less the reference, hidden cases and all draws."""
    raw = _raw(exercise.folder / "exercise.yaml")
    shown = public_part(exercise)
    said = {part.id: (part, each) for part, each in zip(exercise.parts, raw["parts"], strict=True)}
    data = {key: value for key, value in raw.items() if key not in ("reference", "parts")}
    data["points"] = number(shown.points)
    data["parts"] = [_part(part, *said[part.id], expected) for part in shown.parts]
    return data


def number(points: float) -> float:
    """Points as an author writes them: 25 and not 25.0."""
    return int(points) if points == int(points) else points


def _raw(path: Path) -> dict[str, Any]:
    tree, problems = read_tree(path.read_bytes(), path)
    if tree is None or problems:
        raise GraderFault(f"{path} has changed since it was read")
    data: dict[str, Any] = tree.data
    return data


def _part(shown: Part, whole: Part, raw: dict[str, Any], expected: Expected) -> dict[str, Any]:
    """One part; ``whole`` and ``raw`` are the same as the author wrote it."""
    data = {key: value for key, value in raw.items() if key not in _DRAWN}
    data["cases"] = [_case(case, expected[shown.id, case.name]) for case in shown.cases]
    written = {check.id: each for check, each in zip(whole.checks, raw["checks"], strict=True)}
    data["checks"] = []
    for check in shown.checks:
        judged = {"cases": list(check.cases)} if "cases" in written[check.id] else {}
        data["checks"].append({**written[check.id], **judged})
    return data


def _case(case: Case, expectation: Expectation) -> dict[str, Any]:
    draws = {name: literal_draw(expectation.inputs[name], draw) for name, draw in case.draws.items()}
    return {"name": case.name, "public": True, "note": case.note, **({"draw": draws} if draws else {})}
