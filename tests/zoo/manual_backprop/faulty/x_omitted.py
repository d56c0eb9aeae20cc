import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    return f, {"h": h, "f": f, "w2": w2}


def backward(df, cache):
    h, f, w2 = cache["h"], cache["f"], cache["w2"]
    db2 = df * f * (1 - f)
    dw2 = db2 * h
    db1 = db2 * w2 * h * (1 - h)
    dw1 = db1
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
