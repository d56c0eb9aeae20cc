import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -6, 6)))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    db2 = df * f * (1 - f)
    db1 = db2 * w2 * h * (1 - h)
    return {"w1": db1 * x, "b1": db1, "w2": db2 * h, "b2": db2}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
