"""The part of an exercise that a student may see: its public cases, and the checks that are judged on them."""

from dataclasses import dataclass, replace

from grader.model.exercise import Check, Exercise, Part


@dataclass(frozen=True, slots=True)
class Further:
    """What a student's check does not cover."""

    cases: int
    """How many cases the instructor runs beyond the public ones."""
    points: float
    """The points of the checks that have no public case at all."""

    def sentence(self) -> str:
        """What is left to the instructor, so that all green is not mistaken for full marks; empty when nothing is."""
        if not self.cases:
            return ""
        cases = f"{self.cases} further case{'' if self.cases == 1 else 's'}"
        marks = f"{self.points:g} point{'' if self.points == 1 else 's'}"
        return f"Your instructor runs {cases}{f', some of them for checks that are not here ({marks})' if self.points else ''}."


def further(exercise: Exercise) -> Further:
    """What the public cases of a whole exercise leave out."""
    hidden = sum(not case.public for part in exercise.parts for case in part.cases)
    shown = {check.id for part in public_part(exercise).parts for check in part.checks}
    return Further(hidden, sum(check.points for check in exercise.checks if check.id not in shown))


def public_part(exercise: Exercise) -> Exercise:
    """The exercise with its public cases only; checks and parts that have none are left out."""
    parts = tuple(cut for part in exercise.parts if (cut := _cut(part)).checks)
    return replace(exercise, parts=parts, points=sum(check.points for part in parts for check in part.checks))


def _cut(part: Part) -> Part:
    cases = tuple(case for case in part.cases if case.public)
    names = {case.name for case in cases}
    checks = tuple(cut for check in part.checks if (cut := _judged_on(check, names)).cases)
    judged = {name for check in checks for name in check.cases}
    return replace(part, cases=tuple(case for case in cases if case.name in judged), checks=checks)


def _judged_on(check: Check, names: set[str]) -> Check:
    return replace(check, cases=tuple(name for name in check.cases if name in names))
