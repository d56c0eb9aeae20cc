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
    c = cache
    d_z2 = df * c["f"] * (1 - c["f"])
    d_h = d_z2 * c["w2"]
    d_z1 = d_h * c["z1"] * (1 - c["z1"])
    return {"w1": d_z1 * c["x"], "b1": d_z1, "w2": d_z2 * c["h"], "b2": d_z2}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
