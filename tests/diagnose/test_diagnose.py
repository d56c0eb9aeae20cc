"""The whole diagnosis on submissions: what is said, where it points, and that it says nothing where nothing failed."""

import time

import pytest

from grader.diagnose import diagnose
from grader.diagnose.diagnose import NUMBERS_ARE_WRONG
from grader.expected.source import FromReference
from grader.grade import grade_exercise
from grader.sandbox.host import Sandbox
from grader.submission import Handed
from tests.zoo.harness import course, entries

SAID = [
    # exercise, file, check, code, line, words
    ("batch_norm_backward", "no_mean_path", "gradient_x", "missing_term", 18, "lacks the path through the mean"),
    ("batch_norm_backward", "gamma_forgotten", "gradient_x", "missing_factor", 24, "one factor that is missing: gamma"),
    ("batch_norm_backward", "mean_path_plus", "gradient_x", "term_coefficient", 33, "`dmu` is −1 times what it should be"),
    ("batch_norm_backward", "eps_outside", "forward_value", "misconception", 6, "outside the square root"),
    ("batch_norm_backward", "dgamma_per_sample", "gradient_gamma", "not_summed", 23, "not summed over the batch"),
    ("batch_norm_backward", "gradients_accumulate", "gradient_gamma", "state_between_calls", None, "first thing"),
    ("manual_backprop", "sigma_prime_sign", "gradient_w1", "sign", 26, "a sign is wrong"),
    ("manual_backprop", "x_omitted", "gradient_w1", "missing_factor", None, "`x`"),
    ("manual_backprop", "hand_sigma_prime_forgotten", "hand_gradients", "missing_factor", None, 'HAND_GRADIENTS["w1"]'),
    ("my_relu", "mask_from_upstream", "gradient", "misconception", 14, "the sign of the upstream gradient"),
    ("gradient_flow", "squared_norms", "gradient_norms", "applied_function", None, "holds the squares"),
    ("gradient_flow", "gradients_accumulate", "gradient_norms_again", "misconception", None, "second call"),
]


@pytest.fixture(scope="module")
def grading():
    opened = course()
    by_id = {exercise.id: exercise for exercise in opened.exercises}
    expectations = FromReference(opened.seed)
    with Sandbox() as sandbox:

        def grade(exercise, source):
            return grade_exercise(by_id[exercise], Handed(f"{exercise}.py", source), sandbox, expectations).result

        yield grade


def zoo(exercise, name):
    return next(entry for entry in entries(exercise) if entry.file == f"faulty/{name}.py").source


def causes(result, check):
    found = next(c for c in result.checks if c.id == check)
    return [finding for finding in found.findings if finding.level == "cause"]


@pytest.mark.parametrize(("exercise", "name", "check", "code", "line", "words"), SAID, ids=[row[1] for row in SAID])
def test_the_cause_is_named(grading, exercise, name, check, code, line, words):
    (finding, *_) = causes(grading(exercise, zoo(exercise, name)), check)
    assert finding.code == code
    assert words in finding.message
    # On a busy machine the time may not suffice to find the line; a wrong one must never be named.
    assert finding.line in (line, None) if line is not None else True


def test_one_cause_is_said_in_full_once(grading):
    result = grading("manual_backprop", zoo("manual_backprop", "sigma_prime_sign"))
    assert causes(result, "gradient_b1")[0].message == "The same cause as under “Gradient with respect to w1”."


def test_what_follows_from_a_wrong_value_says_so(grading):
    result = grading("batch_norm_backward", zoo("batch_norm_backward", "no_mean_path"))
    assert [finding.code for finding in causes(result, "shift_invariance")] == ["consequence"]
    result = grading("gradient_flow", zoo("gradient_flow", "output_side_first"))
    assert "calls your `gradient_norms`" in causes(result, "compare")[0].message


def test_a_check_that_names_its_cause_itself_is_left_alone(grading):
    for exercise, name in (("batch_norm_backward", "matmul_shapes"), ("my_relu", "functional_relu"), ("gradient_flow", "linear_axis")):
        result = grading(exercise, zoo(exercise, name))
        assert not [f for check in result.checks for f in check.findings if f.level == "cause"]


def test_nothing_failed_costs_nothing():
    started = time.perf_counter()
    assert diagnose([], []) == {}
    assert time.perf_counter() - started < 0.01


def test_the_right_code_is_never_given_away(grading):
    result = grading("batch_norm_backward", zoo("batch_norm_backward", "gamma_forgotten"))
    for check in result.checks:
        for finding in check.findings:
            assert "dout * gamma" not in finding.message


def test_findings_that_have_numbers_are_codes_of_checks():
    from pathlib import Path

    documented = (Path(__file__).resolve().parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    assert all(f"### {code}\n" in documented for code in NUMBERS_ARE_WRONG)
