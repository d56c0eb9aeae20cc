import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}

TRACE = []   # (operation, layer, unit, value), for printing a table like in the lecture


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    TRACE.clear()
    TRACE.append(("input", 0, 0, x))
    u1 = x * w1
    TRACE.append(("multiply", 0, 1, u1))
    z1 = u1 + b1
    TRACE.append(("add", 0, 1, z1))
    h = sigmoid(z1)
    TRACE.append(("sigmoid", 0, 1, h))
    u2 = h * w2
    TRACE.append(("multiply", 1, 2, u2))
    z2 = u2 + b2
    TRACE.append(("add", 1, 2, z2))
    f = sigmoid(z2)
    TRACE.append(("sigmoid", 1, 2, f))
    return f, (x, w2, h, f)


def backward(df, cache):
    x, w2, h, f = cache
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}


def print_trace():
    for op, layer, unit, value in TRACE:
        print(f"layer {layer} unit {unit}: {op:<10} {value:+.6f}")
