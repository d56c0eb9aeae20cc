"""A figure is judged by what it is made of, whatever style it is made in."""

from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks.figure import _no_line, _wrong_aspects
from grader.model.value import ArrayValue, Described, Holder

NORMS = {name: list(10.0 ** (-np.arange(8)[::-1] * slope - 1)) for name, slope in (("sigmoid", 0.9), ("relu", 0.4), ("tanh", 0.2))}


def array(data):
    return ArrayValue(np.asarray(data, dtype=float), Holder.NDARRAY, "float64")


STYLES = {"sigmoid": "C0 - None", "relu": "C1 - None", "tanh": "C2 - None"}


def legend(labels):
    return [{"text": text, "style": style} for text, style in zip(labels, STYLES.values(), strict=True)]


def line(name, y=None, x=None, label=None):
    values = NORMS[name] if y is None else y
    return {"label": label or name, "style": STYLES[name], "x": array(np.arange(1, len(values) + 1) if x is None else x), "y": array(values), "visible": True}


def axes(lines=None, **changes):
    facts = {
        "xscale": "linear", "yscale": "log", "xlabel": "layer", "ylabel": "gradient norm", "title": "",
        "legend": legend(NORMS), "texts": [], "lines": [line(n) for n in NORMS] if lines is None else lines,
    }  # fmt: skip
    return facts | changes


def aspects(*panels, norms=NORMS, **changes):
    facts = {"axes": list(panels), "legends": [], "suptitle": "", "supxlabel": "", "supylabel": ""} | changes
    trial = SimpleNamespace(expected=SimpleNamespace(inputs={"norms": norms}))
    return {aspect: finding.code for aspect, finding in _wrong_aspects(Described("figure", facts), trial, "norms").items()}


def written(text, beside=None, upright=False):
    return {"text": text, "beside": beside, "outside": beside is None, "upright": upright}


BACKWARDS = [{"at": float(k), "text": f"${9 - k}$"} for k in range(1, 9)]

RIGHT = {
    "plain": [axes()],
    "symlog": [axes(yscale="symlog")],
    "counted from 0": [axes([line(n, x=np.arange(8)) for n in NORMS])],
    "a hidden line beside": [axes([*(line(n) for n in NORMS), {**line("relu"), "visible": False}])],
    "a linear panel beside": [axes(yscale="linear"), axes()],
    "capital labels": [axes([line(n, label=n.capitalize()) for n in NORMS], legend=legend([n.capitalize() for n in NORMS]))],
    "labels given to the legend alone": [axes([line(n, label=f"_child{i}") for i, n in enumerate(NORMS)])],
    "a reference line more": [axes([*(line(n) for n in NORMS), {**line("relu", y=[1e-3] * 8, label="float32"), "style": "k -- None"}])],
    "texts for a legend": [axes(legend=None, texts=[{"text": n} for n in NORMS])],
    "three panels": [axes([line(n)], title=n, legend=None) for n in NORMS],
    "texts for axis labels": [axes(xlabel="", ylabel="", texts=[written("layer"), written("norm at each layer", upright=True)])],
    "labels on another panel": [axes(xlabel="", ylabel=""), axes([])],
    "norms at layers": [axes(xlabel="k, against the gradient", ylabel="norm at layer k")],
    "other words for the activations": [axes(legend=legend(["logistic", "max(0, z)", "hyperbolic tangent"]))],
    "legend in letters": [axes(legend=legend([r"$\sigma(z)$", "rectified linear", r"$\tanh z$"]))],
    "legend with notes": [axes(legend=legend(["sigmoid", "relu", "tanh: 2 sigmoid(2z) - 1"]))],
    "named by the y label": [axes([line(n)], ylabel=f"{n}, gradient norm", legend=None) for n in NORMS],
    "a proxy with another width": [axes([{**line(n), "style": STYLES[n] + " 3.0"} for n in NORMS])],
    "texts at the ends": [axes(legend=None, texts=[written(n, [1, NORMS[n][0]]) for n in NORMS])],
    "drawn backwards, with ticks that say so": [axes([line(n, y=NORMS[n][::-1]) for n in NORMS], ticks=BACKWARDS)],
    "drawn from the output side, x reversed too": [axes([line(n, y=NORMS[n][::-1], x=np.arange(8, 0, -1)) for n in NORMS])],
}

FAULTY = {
    "linear axis": ([axes(yscale="linear")], {"scale": "linear_axis"}),
    "log10 of the data": ([axes([line(n, y=np.log10(NORMS[n])) for n in NORMS], yscale="linear")], {"data": "log_of_data", "scale": "linear_axis"}),
    "no legend drawn": ([axes(legend=None)], {"legend": "no_legend"}),
    "labels exchanged": ([axes(legend=legend(["relu", "sigmoid", "tanh"]))], {"legend": "swapped_labels"}),
    "no axis labels": ([axes(xlabel="", ylabel="")], {"axis_labels": "no_axis_labels"}),
    "axis labels exchanged": ([axes(xlabel="gradient norm", ylabel="layer")], {"axis_labels": "swapped_axis_labels"}),
    "one line missing": ([axes([line("sigmoid"), line("relu")])], {"data": "wrong_data"}),
    "the same data three times": ([axes([line(n, y=NORMS["relu"]) for n in NORMS])], {"data": "wrong_data"}),
    "x and y exchanged": ([axes([line(n, y=np.arange(1, 9), x=NORMS[n]) for n in NORMS])], {"data": "swapped_axes"}),
    "numbered in tens": ([axes([line(n, x=np.arange(10, 90, 10)) for n in NORMS])], {"data": "wrong_data"}),
    "reversed": ([axes([line(n, y=NORMS[n][::-1]) for n in NORMS])], {"data": "wrong_order"}),
    "a text inside for an axis label": ([axes(ylabel="", texts=[{**written("the gradient vanishes"), "outside": False}])], {"axis_labels": "no_axis_labels"}),
    "a heading for an axis label": ([axes(ylabel="", texts=[written("gradient norm per layer")])], {"axis_labels": "no_axis_labels"}),
    "one look for all": ([axes([{**line(n), "style": "k - None"} for n in NORMS], legend=[{"text": n, "style": "k - None"} for n in NORMS])], {"legend": "no_legend"}),
    "texts at the wrong ends": ([axes(legend=None, texts=[written(n, [1, NORMS[other][0]]) for n, other in zip(NORMS, ("relu", "tanh", "sigmoid"), strict=True)])], {"legend": "no_legend"}),
    "ticks that claim the reverse": ([axes(ticks=BACKWARDS)], {"data": "wrong_order"}),
    "no axes": ([], {"data": "wrong_data", "axis_labels": "no_axis_labels"}),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right(name):
    assert aspects(*RIGHT[name]) == {}


@pytest.mark.parametrize("name", FAULTY)
def test_faulty(name):
    panels, codes = FAULTY[name]
    assert aspects(*panels) == codes


@pytest.mark.parametrize(("numbers", "codes"), [([8, 7, 6, 5, 4, 3], {}), ([1, 2, 3, 4, 5, 6], {"data": "wrong_data"})], ids=str)
def test_points_without_the_zeros_stand_over_their_own_layers(numbers, codes):
    underflown = {name: [0.0, 0.0, *values[2:]] for name, values in NORMS.items()}
    assert aspects(axes([line(n, y=NORMS[n][:1:-1], x=numbers) for n in NORMS]), norms=underflown) == codes


def test_not_a_figure():
    trial = SimpleNamespace(expected=SimpleNamespace(inputs={"norms": NORMS}))
    assert _wrong_aspects(None, trial, "norms")["data"].message.startswith("plot_gradient_flow returned None")


def test_a_line_that_cannot_be_seen_is_told_from_one_that_is_not_there():
    facts = {"axes": [axes([{**line("sigmoid"), "visible": False}, line("relu"), line("tanh")])]}
    data = {name: np.asarray(values) for name, values in NORMS.items()}
    assert "nobody can see it" in _no_line(facts, "sigmoid", data["sigmoid"]).message
    assert "No line" in _no_line({"axes": [axes([line("relu")])]}, "sigmoid", data["sigmoid"]).message
