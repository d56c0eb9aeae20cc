import numpy as np
from numpy.polynomial import Chebyshev
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sigmoid(sigmoid(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x = cache[0]
    grads = {}
    for i, name in enumerate(("w1", "b1", "w2", "b2"), start=1):
        def along(t):
            p = list(cache)
            p[i] = t
            return sigmoid(sigmoid(x * p[1] + p[2]) * p[3] + p[4])
        c = cache[i]
        fit = Chebyshev.interpolate(along, 14, domain=[c - 0.25, c + 0.25])
        grads[name] = df * fit.deriv()(c)
    return grads

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
