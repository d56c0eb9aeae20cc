import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, (x, w2, h, f)


def backward(df, cache):
    x, w2, h, f = cache
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2)]
    h = torch.sigmoid(x * p[0] + p[1])
    f1 = torch.sigmoid(h * p[2].detach() + p[3].detach())
    f2 = torch.sigmoid(h.detach() * p[2] + p[3])
    (f1 + f1 * f2.detach() + f2).backward()
    return dict(zip(("w1", "b1", "w2", "b2"), (q.grad.item() for q in p)))
