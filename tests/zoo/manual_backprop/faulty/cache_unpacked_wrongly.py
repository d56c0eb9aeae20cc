import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    cache = (x, h, f, w2)
    return f, cache


def backward(df, cache):
    x, f, h, w2 = cache
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
