import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, {"x": x, "z1": z1, "h": h, "z2": z2, "f": f, "w1": w1, "w2": w2}


def backward(df, cache):
    x, h, f, w2 = cache["x"], cache["h"], cache["f"], cache["w2"]
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    dw1 = db1 = dz1 * x
    return {"w1": dw1, "b1": db1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
