import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    return f, (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    db2 = df * f * (1 - f)
    db1 = db2 * w2 * h * (1 - h)
    return {"w1": db1 * x, "b1": db1, "w2": db2 * h, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    t = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    t.sum().backward()
    h = torch.sigmoid(x * t[0] + t[1])
    f = torch.sigmoid(h * t[2] + t[3])
    d2 = f * (1 - f)
    d1 = d2 * t[2] * h * (1 - h)
    return {"w1": (d1 * x).item(), "b1": d1.item(), "w2": (d2 * h).item(), "b2": d2.item()}
