"""Which findings name which cause of the zoo: the words of several teaching assistants for the same mistake.

The zoo's slugs were written by others than the diagnoses. A kind counts as naming a slug when a student who reads it learns of
that mistake. ``factor`` and ``term`` families are told apart by what the message names (see ``names``).
"""

import re
from collections.abc import Iterable

from grader.diagnose.elementwise import FUNCTIONS
from grader.diagnose.misconceptions import cause_of
from grader.model.result import Finding

SILENT = frozenset({"location", "consequence", "same_cause"})
"""Kinds that name no cause."""

FACTOR = {"missing_factor", "extra_factor", "wrong_factor", "constant_ratio", "multiplied", "divided", "wrong_power", "scaled_term"}
BATCH = {"averaged_over_batch", "summed_over_batch", "averaged", "summed", "not_summed"}
STATE = {"state_between_calls", "not_repeatable", "state_on_the_class", "accumulated", "nondeterministic"}
INDEX = {"indexing", "row_left_out", "off_by_one"}

ACCEPTED: dict[str, set[str]] = {
    # values and gradients
    "sign": {"sign", "term_coefficient", "eps_subtracted", "prime_with_plus", "exponent_without_minus", "operand_order", "input_sign"},
    "missing_term": {"missing_term", "statistics_held_constant", "bias_forgotten", "input_left_out"},
    "extra_term": {"extra_term", "term_coefficient", "gamma_one_too_many"},
    "missing_factor": {*FACTOR, *BATCH, "term_coefficient", "input_ignored", "mask_missing", "mean_of_entries", "local_derivatives_only",
                       "sums_not_averaged", "half_of_the_prime", "missing_term", "upstream_ignored", "upstream_of_ones", "equals_output",
                       "equals_intermediate"},
    "extra_factor": {*FACTOR, "term_coefficient", "loss_differentiated_as_well", "upstream_twice"},
    "wrong_factor": FACTOR,
    "wrong_operand": {"wrong_operand", "dgamma_with_another_array", "weight_of_the_wrong_layer", "gradient_of_the_input", "cache_order",
                      "centred_for_normalised", "not_normalised", "prime_of_the_other_layer", "equals_output"},
    "cache_order": {"cache_order", "centred_for_normalised", "weight_of_the_wrong_layer", "wrong_operand", "swapped_arguments"},
    "swapped_outputs": {"swapped_outputs", "layers_exchanged"},
    "swapped_inputs": {"swapped_inputs", "parameters_exchanged", "gamma_and_beta_exchanged"},
    "equals_intermediate": {"equals_intermediate", "missing_factor", "equals_output", "missing_term"},
    "ddof": {"ddof", "ddof_in_backward", "biased"},
    "eps_dropped": {"eps_dropped", "eps_dropped_in_backward"},
    "eps_outside_sqrt": {"eps_outside_sqrt"},
    "eps_hard_coded": {"eps_hard_coded", "eps_hard_coded_in_backward"},
    "missing_sqrt": {"missing_sqrt", "squared"},
    "jacobian_diagonal": {"jacobian_diagonal"},
    "wrong_axis": {"wrong_axis", "batch_size_from_columns", "statistics_of_rows", "statistics_of_everything"},
    "not_summed": {"not_summed", "wrong_shape"},
    "averaged_over_batch": BATCH,
    "constant_ratio": {"constant_ratio", *BATCH, "half_loss", "batch_mean_only", "sum_loss"},
    "indexing": INDEX,
    "off_by_one": INDEX,
    "rounded": {"rounded", "whole_numbers"},
    "clipped": {"clipped", "clipped_by_norm", "scaled_together"},
    "dtype": {"float32"},
    "hard_coded_answer": {"hard_coded", "zeros"},
    "updated_too_early": {"weight_updated_too_early"},
    "wrong_derivative": {"prime_of_tanh"},
    "transposed": {"transposed", "input_transposed", "wrong_shape"},
    "nan": {"not_finite"},
    "nondeterministic": STATE,
    "state_between_calls": STATE,
    "accumulated": STATE,
    "sigmoid_prime_of_preactivation": {"prime_of_preactivation"},
    "sigmoid_prime_of_activation": {"prime_of_activation"},
    "precedence": {"precedence"},
    "wrong_activation": {"other_activation", "wrong_activation"},
    "wrong_for_negative_upstream": {"input_absolute", "absolute"},
    "wrong_for_zero_upstream": {"input_ignored"},
    "detached": {"zeros"},
    # ReLU
    "guided_backprop": {"guided_backprop"},
    "mask_from_upstream": {"mask_from_upstream"},
    "mask_inverted": {"mask_inverted", "inverted"},
    "wrong_threshold": {"wrong_threshold"},
    "leaky_slope": {"leaky"},
    "wrong_function": {"absolute_value", "smooth", "step_function"},
    "upstream_summed": {"upstream_mixed"},
    "upstream_averaged": {"upstream_mixed"},
    "upstream_twice": {"upstream_twice", "extra_factor"},
    "capped": {"capped", "clipped"},
    "kink_out_of_range": {"no_subgradient", "not_finite"},
    # norms
    "wrong_order": {"reversed", "wrong_order", "wrong_structure"},
    "bias_included": {"bias_included"},
    "bias_norms": {"bias_norms"},
    "squared": {"squared"},
    "l1_norm": {"sum_of_absolute_entries"},
    "max_norm": {"largest_entry"},
    "mean_abs": {"mean_of_entries"},
    "wrong_norm": {"norms_of_rows", "standard_deviation", "mean_of_entries", "spectral_norm"},
    "spectral_norm": {"spectral_norm"},
    "half_loss": {"half_loss", "constant_ratio"},
    "sum_loss": {"sum_loss", "constant_ratio"},
    "wrong_loss": {"absolute_error", "root_of_the_loss", "other_loss", "target_ignored"},
    "wrong_quantity": {"gradients_of_outputs", "weights_not_gradients"},
    "normalised": {"scaled_together", "relative_to_weights", "normalised", "divided_by_largest", "divided_by_last", "divided_by_first"},
    "log_of_data": {"log10", "logarithm", "log_of_data"},
    "wrong_data": {"wrong_data", "target_ignored"},
    "wrong_order_of_operations": {"mean_of_sample_norms"},
    # said by the checks themselves
    "rule_forbidden_call": {"rule_call"},
    "rule_autodiff": {"rule_autodiff"},
    "rule_finite_differences": {"rule_finite_differences"},
    "raised": {"raised", "unimplemented", "import_raised"},
    "upstream_changed": {"input_changed", "raised"},
    "wrong_count": {"wrong_count", "wrong_shape", "raised", "bias_included"},
    "wrong_signature": {"raised", "eps_default", "eps_hard_coded"},
    "wrong_name": {"missing", "raised"},
    "not_a_function": {"missing", "raised"},
    "returns_none": {"wrong_type", "wrong_count"},
    "wrong_type": {"wrong_type", "wrong_keys", "wrong_count"},
    "wrong_shape": {"wrong_shape", "raised"},
    "too_few_digits": {"too_few_digits", "hand_wrong"},
    "misprint": {"hand_wrong", "too_few_digits"},
    "empty_figure": {"wrong_data"},
    "missing_line": {"wrong_data"},
    "wrong_plot_type": {"wrong_data"},
    "log_on_wrong_axis": {"linear_axis"},
    "axes_swapped": {"swapped_axes", "wrong_data"},
    "missing_activation": {"wrong_structure", "wrong_activation"},
    "missing_activation_key": {"wrong_keys"},
    "extra_layer": {"wrong_depth", "wrong_structure"},
    "missing_bias": {"wrong_structure"},
    "shared_weights": {"shared_layer"},
    "arguments_swapped": {"raised", "wrong_shape"},
}  # fmt: skip


def accepted(cause: str) -> set[str]:
    """The kinds that name a cause of the zoo."""
    head = cause.split(":")[0]
    return ACCEPTED.get(head, set()) | {head}


def kinds(findings: Iterable[Finding], catalogue: Iterable[object]) -> list[str]:
    """The kinds of the findings: their codes; for a known misconception its name, for a slip its kind."""
    named = {cause_of(f).words[:60]: f.__name__ for f in catalogue}  # type: ignore[attr-defined, arg-type]
    return [kind for finding in findings if (kind := _kind(finding, named))]


def _kind(finding: Finding, named: dict[str, str]) -> str:
    if finding.message.startswith("The same cause as"):
        return ""
    if finding.code == "misconception":
        return next((name for words, name in named.items() if finding.message.startswith(words)), "misconception")
    if "everything is scaled together" in finding.message:
        return "scaled_together"
    if "N − 1 are mixed up" in finding.message:
        return "ddof"
    if finding.code == "applied_function":
        return next((code for code, (says, _) in FUNCTIONS.items() if says in finding.message), finding.code)
    if finding.code == "other_inputs" and "in each other's place" in finding.message:
        return "swapped_inputs"
    if finding.code in ("mutant", "slip"):
        return next((code for words, code in SLIPS.items() if re.search(re.escape(words), finding.message)), finding.code)
    return finding.code


def _slips() -> dict[str, str]:
    from grader.diagnose import slips_of_students
    from grader.mutate import slips
    from grader.mutate.mutant import Slip

    found = {slip.words: slip.code for slip in vars(slips).values() if isinstance(slip, Slip)}
    return found | {slip.words: slip.code for _, one, two in slips_of_students.FORMS for slip in (one, two)}


SLIPS = _slips()
