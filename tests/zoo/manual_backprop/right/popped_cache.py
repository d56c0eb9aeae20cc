import numpy as np
import torch

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}
HAND_GRADIENTS["b2"] = 0.24999752
HAND_GRADIENTS["w2"] = 0.16141247
HAND_GRADIENTS["b1"] = -0.01715865
HAND_GRADIENTS["w1"] = -0.01715865


def forward(x, w1, b1, w2, b2):
    cache = []
    cache.append(x)
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    cache.append(h)
    cache.append(w2)
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    cache.append(f)
    return f, cache


def backward(df, cache):
    out = {}
    f = cache.pop()
    g = df * f * (1 - f)
    out["b2"] = g
    w2 = cache.pop()
    h = cache.pop()
    out["w2"] = g * h
    g = g * w2
    g = g * h * (1 - h)
    out["b1"] = g
    out["w1"] = g * cache.pop()
    return out


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
