import numpy as np
import torch

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}
HAND_GRADIENTS["b2"] = 0.24999752
HAND_GRADIENTS["w2"] = 0.16141247
HAND_GRADIENTS["b1"] = -0.01715865
HAND_GRADIENTS["w1"] = -0.01715865


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    cache = (x, h, w2, f)
    return f


def backward(df, cache):
    x, h, w2, f = cache
    d2 = df * f * (1 - f)
    d1 = d2 * w2 * h * (1 - h)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * h, "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
