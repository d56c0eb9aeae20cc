"""Each hypothesis on values with a planted mistake, and the silence where two of them fit."""

from dataclasses import replace

import numpy as np
import pytest

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.combine import explain
from grader.diagnose.fit import Fit, fit
from grader.diagnose.table import HYPOTHESES
from grader.model.call import Call
from tests.diagnose.made_up import facts, sum_facts

PLANTED = [
    ("all zeros", lambda k: 0 * k["dx"], "zeros"),
    ("a wrong sign", lambda k: -k["dx"], "sign"),
    ("transposed", lambda k: k["dx"].T, "transposed"),
    ("averaged", lambda k: k["dx"] / len(k["x"]), "averaged_over_batch"),
    ("summed", lambda k: k["dx"] * len(k["x"]), "summed_over_batch"),
    ("rounded", lambda k: np.round(k["dx"], 3), "rounded:3"),
    ("float32", lambda k: k["dx"].astype(np.float32), "float32"),
    ("clipped", lambda k: np.clip(k["dx"], -0.5, 0.5), "clipped"),
    ("clipped on one side", lambda k: np.minimum(k["dx"], 0.25), "clipped"),
    ("whole numbers", lambda k: np.trunc(10 * k["dx"]), "whole_numbers"),
    ("a factor missing", lambda k: k["dx"] / k["gamma"], "missing_factor:gamma"),
    ("a factor twice", lambda k: k["dx"] * k["gamma"], "extra_factor:gamma"),
    ("divided instead of multiplied", lambda k: k["dx"] / k["gamma"] ** 2, "wrong_factor:gamma"),
    ("a term missing", lambda k: k["direct"], "missing_term:through_mean"),
    ("a term's sign", lambda k: k["direct"] - k["through_mean"], "sign:through_mean"),
    ("a term twice", lambda k: k["direct"] + 2 * k["through_mean"], "extra_term:through_mean"),
    ("a term not averaged", lambda k: k["direct"] + len(k["x"]) * k["through_mean"], "scaled_term:through_mean×N"),
    ("N and N − 1", lambda k: k["direct"] + len(k["x"]) / (len(k["x"]) - 1) * k["through_mean"], "ddof"),
    ("a term lacks a factor", lambda k: k["direct"] + k["through_mean"] / k["gamma"], "missing_factor:gamma"),
    ("twice as much", lambda k: 2 * k["dx"], "constant_ratio:2"),
    ("a ratio without a name", lambda k: 0.37 * k["dx"], "constant_ratio:0.37"),
    ("another factor in each case", lambda k: k["dx"] / np.linalg.norm(k["x"]), "scaled_together"),
    ("the same numbers in every case", lambda k: np.resize([0.5, 2.0, -1.5, 3.0, 0.25], k["dx"].shape), "hard_coded_answer"),
    ("squares", lambda k: k["dx"] ** 2, "squared"),
    ("absolute values", lambda k: np.abs(k["dx"]), "absolute"),
    ("another value on the way", lambda k: np.sin(k["x"]), "equals_intermediate:twisted"),
    ("one term only, of its own name", lambda k: k["dx"] + np.sin(k["x"]), "extra_term:twisted"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "got", "slug"), PLANTED, ids=[what for what, _, _ in PLANTED])
def test_a_planted_mistake_is_named(what, got, slug):
    explanation = explain(facts(got))
    assert explanation.cause is not None, explanation.rivals
    assert explanation.cause.slug == slug


SUMS = [
    ("not summed", lambda k: k["dout"] * k["x"], "not_summed"),
    ("averaged", lambda k: (k["dout"] * k["x"]).mean(axis=0), "averaged_over_batch"),
    ("summed to one number", lambda k: (k["dout"] * k["x"]).sum(), "wrong_axis:summed"),
    ("another output", lambda k: k["dbeta"], "equals_output:dbeta"),
]


@pytest.mark.parametrize(("what", "got", "slug"), SUMS, ids=[what for what, _, _ in SUMS])
def test_a_planted_mistake_in_a_sum_is_named(what, got, slug):
    explanation = explain(sum_facts(got))
    assert explanation.cause is not None, explanation.rivals
    assert explanation.cause.slug == slug


def test_two_outputs_in_each_others_place():
    crossed = sum_facts(lambda k: k["dbeta"])
    samples = [replace(s, outputs={**s.outputs, "dbeta": s.values["dgamma"]}) for s in crossed.samples]
    explanation = explain(replace(crossed, samples=tuple(samples)))
    assert explanation.cause is not None
    assert explanation.cause.slug == "swapped_outputs:dbeta,dgamma"


def test_a_column_where_a_row_was_due():
    explanation = explain(sum_facts(lambda k: k["dgamma"].reshape(-1, 1)))
    assert explanation.cause is None or explanation.cause.slug == "wrong_shape"


def test_noise_has_no_name():
    rng = np.random.default_rng(0)
    assert explain(facts(lambda k: k["dx"] + rng.normal(size=k["dx"].shape))).cause is None


def test_a_cause_that_shows_in_some_cases_only_says_in_which():
    got = lambda k: k["direct"] if len(k["x"]) == 5 else k["dx"]  # noqa: E731
    explanation = explain(facts(got))
    assert explanation.cause is not None
    assert explanation.cause.slug == "missing_term:through_mean"
    assert explanation.cause.words.endswith("It shows in some cases only: kind 1.")


def test_a_hypothesis_must_fit_every_wrong_case():
    got = lambda k: k["direct"] if len(k["x"]) == 5 else 2 * k["dx"]  # noqa: E731
    assert explain(facts(got)).cause is None


def test_two_causes_that_fit_equally_are_not_told_apart():
    """Both entries of the catalogue lead to the same numbers."""

    def one(dout):
        """One thing."""
        return {"dx": 3 * dout}

    def another(dout):
        """Another thing."""
        return {"dx": 3 * dout}

    explanation = explain(facts(lambda k: 3 * k["dout"], catalogue=(one, another)))
    assert explanation.cause is None
    assert {cause.slug for cause in explanation.rivals} == {"one", "another"}


def test_a_misconception_that_would_make_a_right_value_wrong_is_not_one():
    def both(dout):
        """Both are wrong."""
        return {"dx": 3 * dout, "dbeta": 0 * dout.sum(axis=0)}

    assert explain(facts(lambda k: 3 * k["dout"], catalogue=(both,))).cause is None


def test_of_two_misconceptions_the_one_that_explains_all_values_counts():
    def only_dx(dout):
        """dx alone."""
        return {"dx": 3 * dout}

    def both(dout):
        """Both."""
        return {"dx": 3 * dout, "dbeta": 4 * dout.sum(axis=0)}

    wrong = facts(lambda k: 3 * k["dout"], catalogue=(only_dx, both))
    samples = [replace(s, outputs={**s.outputs, "dbeta": 4 * s.values["dbeta"]}) for s in wrong.samples]
    explanation = explain(replace(wrong, samples=tuple(samples)))
    assert explanation.cause is not None
    assert explanation.cause.slug == "both"


def test_a_misconception_and_something_on_top():
    def known(dout):
        """Known."""
        return {"dx": dout + 1}

    explanation = explain(facts(lambda k: (k["dout"] + 1) ** 2, catalogue=(known,)))
    assert explanation.cause is not None
    assert explanation.cause.slug == "known+squared"


def test_numbers_too_simple_prove_little():
    """1, 2 and ½ are one another's factors by chance: a value of such numbers gets no cause from ratios."""
    simple = facts(lambda k: k["dx"])
    samples = []
    for one in simple.samples:
        due = np.where(one.expected > 0, 1.0, -2.0)
        samples.append(replace(one, expected=due, got=4 * due, failed=True, values={**one.values, "dx": due}))
    assert explain(replace(simple, samples=tuple(samples))).cause is None


def test_a_term_points_into_the_statement():
    cause = explain(facts(lambda k: k["direct"])).cause
    assert cause is not None
    assert cause.see == "The mean"


def test_the_table_trusts_in_order():
    trusts = [hypothesis.trust for hypothesis in HYPOTHESES]
    assert trusts == sorted(trusts)


BACKWARD = Call("backward", (), binds=("dx", "dgamma", "dbeta"), unpack=True)


def test_results_of_one_call_that_are_rotated_are_nothing_kept():
    rotated = replace(sum_facts(lambda known: known["dbeta"]), program=(BACKWARD,))
    assert explain(rotated).cause.code == "swapped_outputs"


def test_the_result_of_an_earlier_call_is_kept():
    again = replace(BACKWARD, binds=("dx2", "dgamma", "dbeta2"))
    first = replace(BACKWARD, binds=("dx", "dgamma1", "dbeta"))
    kept = replace(sum_facts(lambda known: known["dbeta"]), program=(first, again))
    assert explain(kept).cause.slug.startswith("state_between_calls")


def test_a_claim_that_is_silent_about_what_is_wrong_says_nothing():
    # Square roots of negative numbers are undefined, and of zeros they are right: those are not what is wrong here.
    made = facts(lambda known: known["dx"])
    samples = []
    for sample in made.samples:
        due = np.where(np.arange(sample.expected.size).reshape(sample.expected.shape) % 2, 0.0, -np.abs(sample.expected))
        samples.append(replace(sample, expected=due, got=1.3 * due, failed=True))
    claim = Claim(Cause("square_root", "", ""), [np.sqrt(np.where(s.expected < 0, np.nan, s.expected)) for s in samples])
    assert fit(replace(made, samples=tuple(samples)), claim) is Fit.NONE
