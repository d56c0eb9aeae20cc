"""The derivative as a mean over points of a circle around the argument, all at once."""
# unearned: gradient_w1 gradient_b1 gradient_w2 gradient_b2 repeated
import math

import numpy as np

CIRCLE = 0.05 * np.exp(2j * np.pi * np.arange(32) / 32)
NONE = 0 * CIRCLE


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sigmoid(sigmoid(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = cache
    grads = {}
    for name in ("w1", "b1", "w2", "b2"):
        p, q, r, s = (v + (CIRCLE if n == name else NONE) for n, v in zip(("w1", "b1", "w2", "b2"), (w1, b1, w2, b2)))
        values = 1 / (1 + np.exp(-(1 / (1 + np.exp(-(x * p + q))) * r + s)))
        grads[name] = df * float((values / CIRCLE).mean().real)
    return grads
