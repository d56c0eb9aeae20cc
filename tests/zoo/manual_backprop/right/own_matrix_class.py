import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


class Matrix:
    """From the linear algebra course."""

    def __init__(self, rows):
        self.rows = [list(map(float, row)) for row in rows]
        self.n, self.m = len(self.rows), len(self.rows[0])

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __matmul__(self, other):
        return Matrix([[sum(self.rows[i][k] * other.rows[k][j] for k in range(self.m)) for j in range(other.m)] for i in range(self.n)])

    def map(self, fn):
        return Matrix([[fn(a) for a in row] for row in self.rows])


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    X, W1, B1, W2, B2 = (Matrix([[v]]) for v in (x, w1, b1, w2, b2))
    H = (W1 @ X + B1).map(sigmoid)
    F = (W2 @ H + B2).map(sigmoid)
    return F.rows[0][0], (x, w2, H.rows[0][0], F.rows[0][0])


def backward(df, cache):
    x, w2, h, f = cache
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
