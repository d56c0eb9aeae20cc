"""Where a check went wrong, in sentences."""

from itertools import product

import pytest

from grader.kit.where import where
from grader.model.result import CheckResult, Comparison, Finding, Source
from grader.model.verdict import Verdict


def comparison(shape, wrong, *, note="a typical batch", ok=False, public=True) -> Comparison:
    return Comparison("typical", public, note, "dx", ok, shape=shape, wrong=tuple(wrong))


def check(*comparisons, findings=()) -> CheckResult:
    return CheckResult("dx", "Gradient", Verdict.FAILED, 0.0, 5.0, True, "wrong", findings, comparisons)


@pytest.mark.parametrize(
    ("shape", "wrong", "said"),
    [
        ((), [()], "A typical batch: dx is wrong."),
        ((2, 3), list(product(range(2), range(3))), "A typical batch: every entry of dx (2 × 3) is wrong."),
        ((2, 3), [(0, 1), (1, 1)], "A typical batch: column 1 of dx is wrong."),
        ((2, 3), [(0, 0), (1, 0), (0, 2), (1, 2)], "A typical batch: columns 0, 2 of dx are wrong."),
        ((3, 2), [(1, 0), (1, 1)], "A typical batch: row 1 of dx is wrong."),
        ((3, 2), [(1, 0)], "A typical batch: of 6 entries dx[1, 0] is wrong."),
        ((4,), [(3,), (1,)], "A typical batch: of 4 entries dx[1], dx[3] are wrong."),
        ((9,), [(i,) for i in range(7)], "A typical batch: of 9 entries dx[0], dx[1], dx[2], dx[3] and 3 more are wrong."),
    ],
)
def test_entries(shape, wrong, said):
    assert where(check(comparison(shape, wrong)), None) == [said]


def test_what_is_right_is_said_too():
    said = where(check(comparison((2,), [(0,)]), comparison((2,), [], note="a tall batch", ok=True)), None)
    assert said[-1] == "Right in: a tall batch."


def test_a_hidden_case_says_nothing():
    assert where(check(comparison((2,), [(0,)], public=False)), None) == []


def test_lines():
    source = Source("n.ipynb", "x = 1\n\ny = x\n", cells=(1, 3))
    findings = (Finding("raised", "oops", 3), Finding("remark", "nice", 1, "remark"), Finding("sign", "a sign", None, "cause"))
    assert where(check(findings=findings), source) == ["Look at cell 2, line 1: y = x"]
    assert where(check(findings=findings), None) == ["Look at line 3."]
    assert where(check(findings=(Finding("raised", "oops", 99),)), source) == ["Look at cell 2, line 97."]
