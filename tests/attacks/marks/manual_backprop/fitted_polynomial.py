"""The slope of a polynomial through nearby values, all of them computed at once."""
# unearned: gradient_w1 gradient_b1 gradient_w2 gradient_b2 repeated
import math

import numpy as np

NEAR = 0.3 * np.cos(np.pi * (np.arange(17) + 0.5) / 17)


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sigmoid(sigmoid(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = cache
    grads = {}
    for name in ("w1", "b1", "w2", "b2"):
        p, q, r, s = (v + (NEAR if n == name else 0 * NEAR) for n, v in zip(("w1", "b1", "w2", "b2"), (w1, b1, w2, b2)))
        values = 1 / (1 + np.exp(-(1 / (1 + np.exp(-(x * p + q))) * r + s)))
        grads[name] = df * float(np.linalg.solve(np.vander(NEAR / 0.3), values)[-2] / 0.3)
    return grads
