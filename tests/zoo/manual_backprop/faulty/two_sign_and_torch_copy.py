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
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, {"x": x, "z1": z1, "h": h, "z2": z2, "f": f, "w1": w1, "w2": w2}


def backward(df, cache):
    x, h, f, w2 = cache["x"], cache["h"], cache["f"], cache["w2"]
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * -h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    h = torch.sigmoid(torch.tensor(x * w1 + b1))
    f = torch.sigmoid(h * w2 + b2)
    s = f * (1 - f)
    t = s * w2 * h * (1 - h)
    return {"w1": t * x, "b1": t, "w2": s * h, "b2": s}
