"""Backpropagation by hand: a two-layer scalar sigmoid network, one step of the graph on each line."""

import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.017159, "b1": -0.017159, "w2": 0.16141, "b2": 0.25000}


def sigmoid(z):
    """σ(z) = 1/(1 + e^(−z))."""
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    """Return (f, cache) with f = σ(σ(x·w1 + b1)·w2 + b2)."""
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    cache = (x, h, w2, f)
    return f, cache


def backward(df, cache):
    """Return the gradients of the loss for the upstream gradient df = dL/df."""
    x, h, w2, f = cache
    dz2 = df * f * (1 - f)
    dw2 = dz2 * h
    db2 = dz2
    dh = dz2 * w2
    dz1 = dh * h * (1 - h)
    dw1 = dz1 * x
    db1 = dz1
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    """Return the same gradients of f, by autograd."""
    values = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    leaves = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in values.items()}
    h = torch.sigmoid(x * leaves["w1"] + leaves["b1"])
    f = torch.sigmoid(h * leaves["w2"] + leaves["b2"])
    f.backward()
    return {name: leaf.grad.item() for name, leaf in leaves.items()}
