"""The level of gradient norms: a batch is the student's choice, the loss and the norm are not."""

import numpy as np
import pytest

from grader.checks.norm_curves import rounded, wrong_shape

DEPTH = 20
PER_LAYER = {"sigmoid": 0.84, "relu": 0.39, "tanh": 0.24}
REFERENCES = {name: np.tile(-rate * np.arange(DEPTH)[::-1] - 1.5, (5, 1)) for name, rate in PER_LAYER.items()}


def norms(factor=1.0, **of):
    return {name: 10.0 ** rows[0] * of.get(name, factor) for name, rows in REFERENCES.items()}


SAME_LEVEL = {
    "as the reference": norms(),
    "targets ten times as large, one example": norms(10**1.7),
    "uniform targets": norms(10**-0.95),
    "one network that starts out of the ordinary": norms(relu=10**-3),
}

OTHER_LEVEL = {
    "a sum for the mean": norms(32 * 64),
    "root mean square for the norm": norms(1 / 64),
    "one network from elsewhere": norms(relu=10**-5),
}


@pytest.mark.parametrize("name", SAME_LEVEL)
def test_a_level_that_a_batch_can_give(name):
    assert wrong_shape(SAME_LEVEL[name], REFERENCES) is None


def test_targets_of_zero_where_the_output_is_next_to_nothing():
    rows = np.vstack([REFERENCES["relu"], REFERENCES["relu"] - 6.0])
    assert wrong_shape(norms(relu=10**-6.5), {**REFERENCES, "relu": rows}) is None
    assert wrong_shape(norms(relu=10**-11.0), {**REFERENCES, "relu": rows}).code == "wrong_level"


@pytest.mark.parametrize("name", OTHER_LEVEL)
def test_a_level_that_no_batch_gives(name):
    assert wrong_shape(OTHER_LEVEL[name], REFERENCES).code == "wrong_level"


def test_the_sentence_names_the_factor():
    assert "about 2e+03 times" in wrong_shape(norms(2048), REFERENCES).message


def test_norms_that_are_cut_off():
    cut = {name: np.maximum(values, 1e-8) for name, values in norms().items()}
    assert wrong_shape(cut, REFERENCES).code == "clipped"


def test_norms_of_a_few_digits():
    assert rounded({name: np.array([float(f"{v:.3g}") for v in values]) for name, values in norms().items()}).code == "rounded"
    single = {name: (1.1 * values).astype(np.float32).astype(float) for name, values in norms().items()}
    assert rounded(single) is None


def vanished(level):
    rows = np.full((5, DEPTH), -60.0)
    rows[:, -2:] = (-17.0, -1.5)
    values = 10.0 ** rows[0]
    values[:5] = level
    return {**norms(), "sigmoid": values}, {**REFERENCES, "sigmoid": rows}


def test_norms_that_vanish_at_once_have_no_slope_to_be_measured():
    assert wrong_shape(*vanished(0.0)) is None


def test_norms_that_should_have_vanished():
    assert wrong_shape(*vanished(1e-5)).code == "wrong_slope"
