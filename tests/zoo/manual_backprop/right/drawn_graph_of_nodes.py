import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


class Node:
    """A box of the computational graph, for the drawing only: the gradients are worked out in backward below."""

    def __init__(self, name, value, inputs=()):
        self.name, self.value, self.inputs = name, value, inputs

    def draw(self, indent=0):
        print("  " * indent + f"{self.name} = {self.value:.5f}")
        for node in self.inputs:
            node.draw(indent + 1)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    X, W1, B1, W2, B2 = Node("x", x), Node("w1", w1), Node("b1", b1), Node("w2", w2), Node("b2", b2)
    Z1 = Node("z1", z1, (X, W1, B1))
    Hn = Node("h", h, (Z1,))
    Z2 = Node("z2", z2, (Hn, W2, B2))
    out = Node("f", f, (Z2,))
    return f, {"x": x, "w2": w2, "h": h, "f": f, "picture": out}


def backward(df, cache):
    x, w2, h, f = cache["x"], cache["w2"], cache["h"], cache["f"]
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
