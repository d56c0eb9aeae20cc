"""How often the diagnosis names a cause and finds the line, over automatic mutants of the reference solutions.

    python -m tests.diagnose.measure_mutants [NUMBER] [EXERCISE ...]

A cause cannot be judged right or wrong here (a mutant has no teaching assistant's name), but its line can.
"""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from grader.expected.source import FromReference
from grader.grade import grade_exercise
from grader.model.result import ExerciseResult
from grader.mutate import Mutant, mutants
from grader.sandbox.host import Sandbox
from grader.submission import Handed
from tests.diagnose.vocabulary import SILENT
from tests.zoo.harness import EXERCISES, ROOT, course

NUMBERS = frozenset({"wrong_value", "wrong_shape", "not_finite"})


def outcome(mutant: Mutant, result: ExerciseResult) -> tuple[str, str]:
    """("survived" | "by check" | "named" | "silent", "exact" | "other" | "none")."""
    lost = [check for check in result.checks if check.score is None or check.score < check.max_score]
    if not lost:
        return "survived", "none"
    findings = [finding for check in lost for finding in check.findings]
    causes = [finding for finding in findings if finding.level == "cause"]
    lines = {finding.line for finding in causes if finding.line}
    place = "exact" if mutant.line in lines else "other" if lines else "none"
    if any(cause.code not in SILENT for cause in causes):
        return "named", place
    return ("silent" if any(finding.code in NUMBERS for finding in findings) else "by check"), place


def main(arguments: list[str]) -> None:
    number = next((int(a) for a in arguments if a.isdigit()), 40)
    which = [a for a in arguments if not a.isdigit()] or list(EXERCISES)
    opened = course()
    by_id = {exercise.id: exercise for exercise in opened.exercises}
    expectations = FromReference(opened.seed)
    with Sandbox() as sandbox, ThreadPoolExecutor(2) as pool:
        for name in which:
            source = (ROOT / "reference" / "solutions" / f"{name}.py").read_text(encoding="utf-8")
            found = [m for m in mutants(source) if m.operator != "wrong name"]
            chosen = found[:: max(1, len(found) // number)]

            def grade(mutant: Mutant, name: str = name) -> ExerciseResult:
                return grade_exercise(by_id[name], Handed(f"{name}.py", mutant.source.encode()), sandbox, expectations).result

            counts: Counter[str] = Counter()
            for mutant, result in zip(chosen, pool.map(grade, chosen), strict=True):
                kind, place = outcome(mutant, result)
                counts[kind] += 1
                if kind in ("named", "silent"):
                    counts[f"line {place}"] += 1
            print(f"{name:22} {len(chosen)} mutants: {dict(counts)}")


if __name__ == "__main__":
    main(sys.argv[1:])
