"""What holds of every exercise in order: the solution gets all marks, the untouched starter file none."""

from grader.audit.bench import Bench
from grader.audit.record import Basic
from grader.audit.zoo import is_full, lost
from grader.model.verdict import Status
from grader.stub.starter import starter_source


def solution_in_order(bench: Bench, source: bytes | None) -> Basic:
    """The author's own solution gets full marks."""
    name = "solution"
    if source is None:
        return Basic(name, False, f"There is no reference/solutions/{bench.exercise.filename}: no mutants can be made.")
    result = bench.grade(source)
    if is_full(result):
        return Basic(name, True, f"full marks ({result.max_score:g})")
    missing = lost(result)
    why = result.message or next((check.message for check in missing.values()), "")
    return Basic(name, False, f"loses {', '.join(missing)}: {why}")


def starter_in_order(bench: Bench) -> Basic:
    """The starter file as it is handed out gets nothing, and is not called wrong."""
    result = bench.grade(starter_source(bench.exercise).encode())
    ok = result.score == 0 and result.status is Status.NOT_ATTEMPTED
    marks = "no score" if result.score is None else f"{result.score:g} of {result.max_score:g}"
    return Basic("starter file", ok, f"{result.status.in_words}, {marks}")
