import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    return sigmoid(h * w2 + b2), (x, w1, b1, w2, b2)


def times(p, q):
    return np.convolve(p, q)[:2]


def logistic(p):
    # series arithmetic to first order: exp, then the reciprocal by Newton's iteration
    e = np.array([math.exp(-p[0]), -p[1] * math.exp(-p[0])])
    d = e + [1.0, 0.0]
    r = np.array([1 / d[0], 0.0])
    for _ in range(2):
        r = times(r, np.array([2.0, 0.0]) - times(d, r))
    return r


def backward(df, cache):
    x, *values = cache
    out = {}
    for i, name in enumerate(("w1", "b1", "w2", "b2")):
        w1, b1, w2, b2 = (np.array([v, float(i == j)]) for j, v in enumerate(values))
        out[name] = df * logistic(times(logistic(x * w1 + b1), w2) + b2)[1]
    return out


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
