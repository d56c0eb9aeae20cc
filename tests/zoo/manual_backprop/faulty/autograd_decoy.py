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
    f, cache = forward(x, w1, b1, w2, b2)
    t = torch.tensor(float(f), dtype=torch.float64, requires_grad=True)
    t.backward()
    return backward(t.grad.item(), cache)
