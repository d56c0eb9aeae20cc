"""The complex step, written out in one expression."""
# unearned: gradient_w1 gradient_b1 gradient_w2 gradient_b2 repeated
import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sigmoid(sigmoid(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = cache
    return {
        "w1": df * (1 / (1 + np.exp(-(1 / (1 + np.exp(-(x * (w1 + 1e-30j) + b1))) * w2 + b2)))).imag * 1e30,
        "b1": df * (1 / (1 + np.exp(-(1 / (1 + np.exp(-(x * w1 + b1 + 1e-30j))) * w2 + b2)))).imag * 1e30,
        "w2": df * (1 / (1 + np.exp(-(1 / (1 + np.exp(-(x * w1 + b1))) * (w2 + 1e-30j) + b2)))).imag * 1e30,
        "b2": df * (1 / (1 + np.exp(-(1 / (1 + np.exp(-(x * w1 + b1))) * w2 + b2 + 1e-30j)))).imag * 1e30,
    }
