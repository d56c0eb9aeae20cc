import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    return sigmoid(h * w2 + b2), (x, w1, b1, w2, b2)


def mul(a, b, then):
    y = [a[0] * b[0], 0.0]
    then(y)
    a[1] += b[0] * y[1]
    b[1] += a[0] * y[1]


def add(a, b, then):
    y = [a[0] + b[0], 0.0]
    then(y)
    a[1] += y[1]
    b[1] += y[1]


def sig(a, then):
    y = [1 / (1 + math.exp(-a[0])), 0.0]
    then(y)
    a[1] += y[0] * (1 - y[0]) * y[1]


def backward(df, cache):
    x, w1, b1, w2, b2 = cells = [[v, 0.0] for v in cache]

    def seed(y):
        y[1] = df

    mul(x, w1, lambda u: add(u, b1, lambda z: sig(z, lambda h: mul(h, w2, lambda v: add(v, b2, lambda o: sig(o, seed))))))
    return dict(zip(("w1", "b1", "w2", "b2"), (c[1] for c in cells[1:])))


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
