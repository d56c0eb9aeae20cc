import numpy as np
import torch

HAND_GRADIENTS = {"dw1": -0.0171586, "db1": -0.0171586, "dw2": 0.1614125, "db2": 0.2499975}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, {"x": x, "z1": z1, "h": h, "z2": z2, "f": f, "w1": w1, "w2": w2}


def backward(df, cache):
    dz2 = df * cache["f"] * (1 - cache["f"])
    dz1 = dz2 * cache["w2"] * cache["h"] * (1 - cache["h"])
    return {"w1": dz1 * cache["x"], "b1": dz1, "w2": dz2 * cache["h"], "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(float(v), requires_grad=True) for v in (w1, b1, w2, b2)]
    out = torch.sigmoid(torch.sigmoid(x * p[0] + p[1]) * p[2] + p[3])
    out.backward()
    return {name: t.grad.item() for name, t in zip(["w1", "b1", "w2", "b2"], p)}
