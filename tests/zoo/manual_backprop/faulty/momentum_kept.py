import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}

velocity = {}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    a1 = sigmoid(w1 * x + b1)
    a2 = sigmoid(w2 * a1 + b2)
    return a2, (x, a1, w2, a2)


def smooth(name, g):
    velocity[name] = 0.9 * velocity.get(name, g) + 0.1 * g
    return velocity[name]


def backward(df, cache):
    x, a1, w2, a2 = cache
    d2 = df * a2 * (1 - a2)
    d1 = d2 * w2 * a1 * (1 - a1)
    return {"w1": smooth("w1", d1 * x), "b1": smooth("b1", d1), "w2": d2 * a1, "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
