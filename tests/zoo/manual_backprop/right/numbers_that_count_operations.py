import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


class Flops:
    """A float that counts the operations it took; operators return a new counter."""

    __slots__ = ("v", "ops")

    def __init__(self, v, ops=0):
        self.v, self.ops = float(v), int(ops)

    def __mul__(self, o):
        return Flops(self.v * o.v, self.ops + o.ops + 1)

    def __add__(self, o):
        return Flops(self.v + o.v, self.ops + o.ops + 1)


def sigmoid(z):
    return Flops(1 / (1 + math.exp(-z.v)), z.ops + 3)


def forward(x, w1, b1, w2, b2):
    h = sigmoid(Flops(x) * Flops(w1) + Flops(b1))
    f = sigmoid(h * Flops(w2) + Flops(b2))
    return f.v, (x, w2, h.v, f.v)


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
