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
    net = lambda a, b, c, d: torch.sigmoid(torch.sigmoid(a * x + b) * c + d)
    point = tuple(torch.tensor(float(v), dtype=torch.double) for v in (w1, b1, w2, b2))
    rows = torch.autograd.functional.jacobian(net, point)
    return {name: row.numpy()[()] for name, row in zip(("w1", "b1", "w2", "b2"), rows)}
