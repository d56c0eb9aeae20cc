import numpy as np
import torch
from scipy.special import expit

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def forward(x, w1, b1, w2, b2):
    h = expit(x * w1 + b1)
    f = expit(h * w2 + b2)
    return float(f), (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    d2 = np.einsum(",,->", df, f, 1 - f)
    d1 = np.einsum(",,,->", d2, w2, h, 1 - h)
    return {"w1": np.einsum(",->", d1, x).item(), "b1": d1.item(), "w2": np.einsum(",->", d2, h).item(), "b2": d2.item()}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
