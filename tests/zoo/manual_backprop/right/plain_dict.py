import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    cache = {"x": x, "h": h, "f": f, "w2": w2}
    return f, cache


def backward(df, cache):
    x, h, f, w2 = cache["x"], cache["h"], cache["f"], cache["w2"]
    dz2 = df * f * (1 - f)
    dw2 = dz2 * h
    db2 = dz2
    dh = dz2 * w2
    dz1 = dh * h * (1 - h)
    dw1 = dz1 * x
    db1 = dz1
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
