"""A figure is judged by what it is made of, whatever style it is made in."""

from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks.figure import _wrong_aspects
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


def aspects(*panels, **changes):
    facts = {"axes": list(panels), "legends": [], "suptitle": "", "supxlabel": "", "supylabel": ""} | changes
    trial = SimpleNamespace(expected=SimpleNamespace(inputs={"norms": NORMS}))
    return {aspect: finding.code for aspect, finding in _wrong_aspects(Described("figure", facts), trial, "norms").items()}


RIGHT = {
    "plain": [axes()],
    "symlog": [axes(yscale="symlog")],
    "counted from 0": [axes([line(n, x=np.arange(8)) for n in NORMS])],
    "capital labels": [axes([line(n, label=n.capitalize()) for n in NORMS], legend=legend([n.capitalize() for n in NORMS]))],
    "labels given to the legend alone": [axes([line(n, label=f"_child{i}") for i, n in enumerate(NORMS)])],
    "a reference line more": [axes([*(line(n) for n in NORMS), {**line("relu", y=[1e-3] * 8, label="float32"), "style": "k -- None"}])],
    "texts for a legend": [axes(legend=None, texts=[{"text": n} for n in NORMS])],
    "three panels": [axes([line(n)], title=n, legend=None) for n in NORMS],
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
    "no axes": ([], {"data": "wrong_data", "axis_labels": "no_axis_labels"}),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right(name):
    assert aspects(*RIGHT[name]) == {}


@pytest.mark.parametrize("name", FAULTY)
def test_faulty(name):
    panels, codes = FAULTY[name]
    assert aspects(*panels) == codes


def test_not_a_figure():
    trial = SimpleNamespace(expected=SimpleNamespace(inputs={"norms": NORMS}))
    assert _wrong_aspects(None, trial, "norms")["data"].message.startswith("plot_gradient_flow returned None")
