"""What the diagnosis may not do: touch a mark when it fails, or go on for ever."""

import math
from pathlib import Path

import grader.grade
from grader.diagnose.repair import MOST_VARIANTS, RUNAWAY_COST, Allowance
from grader.model.call import Ending, Outcome

BOB = Path(__file__).resolve().parents[2] / "submissions" / "bob" / "batch_norm_backward.py"


def test_an_error_in_it_costs_no_mark(grade_source, monkeypatch):
    source = BOB.read_text(encoding="utf-8")
    usual = grade_source("batch_norm_backward", source)

    def broken(*_):
        raise RuntimeError("ours")

    monkeypatch.setattr(grader.diagnose, "diagnose", broken)
    result = grade_source("batch_norm_backward", source)
    assert [(c.verdict, c.score) for c in result.checks] == [(c.verdict, c.score) for c in usual.checks]
    findings = [finding for check in result.checks for finding in check.findings]
    assert [f.level for f in findings if f.code == "not_explained"] == ["remark"]
    assert not any("ours" in finding.message for finding in findings)


def test_variants_that_run_away_end_the_search_sooner():
    allowance = Allowance(deadline=math.inf)
    for _ in range(MOST_VARIANTS // RUNAWAY_COST):
        assert not allowance.over
        allowance.spend([Outcome("r", 0, Ending.TIMEOUT)])
    assert allowance.over


def test_what_returns_counts_one():
    allowance = Allowance(deadline=math.inf)
    allowance.spend([Outcome("r", 0, Ending.RETURNED)])
    assert allowance.left == MOST_VARIANTS - 1


def test_what_takes_long_counts_more_and_never_more_than_what_runs_away():
    for seconds, cost in ((0.001, 1), (0.1, 9), (1e8, RUNAWAY_COST)):
        allowance = Allowance(deadline=math.inf)
        allowance.spend([Outcome("r", 0, Ending.RETURNED, seconds=seconds)])
        assert allowance.left == MOST_VARIANTS - cost
