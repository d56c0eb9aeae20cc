import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


class Stage:
    """One step of the network; knows the stage before and the stage after it."""

    def __init__(self, name, before=None):
        self.name, self.before, self.after, self.value = name, before, None, None
        if before:
            before.after = self


def forward(x, w1, b1, w2, b2):
    a0 = Stage("input"); a0.value = x
    z1 = Stage("z1", a0); z1.value = x * w1 + b1
    h = Stage("h", z1); h.value = 1 / (1 + math.exp(-z1.value))
    z2 = Stage("z2", h); z2.value = h.value * w2 + b2
    f = Stage("f", z2); f.value = 1 / (1 + math.exp(-z2.value))
    return f.value, {"last": f, "w2": w2}


def backward(df, cache):
    f = cache["last"]
    h = f.before.before
    x = h.before.before
    dz2 = df * f.value * (1 - f.value)
    dz1 = dz2 * cache["w2"] * h.value * (1 - h.value)
    return {"w1": dz1 * x.value, "b1": dz1, "w2": dz2 * h.value, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
