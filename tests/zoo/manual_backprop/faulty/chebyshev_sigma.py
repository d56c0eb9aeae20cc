import numpy as np
from numpy.polynomial import Chebyshev
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def slope(z):
    return Chebyshev.interpolate(sigmoid, 22, domain=[z - 0.75, z + 0.75]).deriv()(z)


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    return sigmoid(z2), (x, z1, h, z2, w2)


def backward(df, cache):
    x, z1, h, z2, w2 = cache
    d2 = df * slope(z2)
    d1 = d2 * w2 * slope(z1)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * h, "b2": d2}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
