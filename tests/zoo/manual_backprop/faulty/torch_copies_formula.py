import numpy as np
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    a1 = sigmoid(w1 * x + b1)
    a2 = sigmoid(w2 * a1 + b2)
    return a2, (x, a1, w2, a2)


def backward(df, cache):
    x, a1, w2, a2 = cache
    delta2 = df * a2 * (1 - a2)
    delta1 = delta2 * w2 * a1 * (1 - a1)
    return {"w1": delta1 * x, "b1": delta1, "w2": delta2 * a1, "b2": delta2}


def torch_gradients(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = [torch.tensor(v, dtype=torch.float64) for v in (x, w1, b1, w2, b2)]
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    dz2 = f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": (dz1 * x).item(), "b1": dz1.item(), "w2": (dz2 * h).item(), "b2": dz2.item()}
