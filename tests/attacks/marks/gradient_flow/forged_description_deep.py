"""Descriptions whose parts are of the wrong kinds."""
# unearned: figure network_structure compare
import gc

import torch


def _described(kind, facts):
    for thing in gc.get_objects():
        if isinstance(thing, type) and thing.__name__ == "Described":
            return thing(kind, facts)


def build_network(activation, depth=50, width=64):
    layer = {"classes": ["Linear"], "in_features": "many", "weight": None}
    return _described("module", {"is_sequential": True, "layers": [layer] * 2 * depth})


def gradient_norms(model, x, y):
    return {}


def compare(depth=50, width=64, seed=0):
    return {"sigmoid": [0.0] * depth, "relu": [1e308] * depth, "tanh": [5e-324] * depth}


def plot_gradient_flow(norms):
    line = {"label": 3, "style": None, "x": [1.0, 2.0], "y": "high", "visible": "no"}
    return _described("figure", {"axes": [{"lines": [line], "yscale": 3}]})
