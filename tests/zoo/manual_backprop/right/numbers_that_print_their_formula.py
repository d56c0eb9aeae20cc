import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


class Shown:
    """A number with the text of how it was computed, so that print(f) shows the whole calculation."""

    def __init__(self, value, text):
        self.value = value
        self.text = text

    def __add__(self, other):
        return Shown(self.value + other.value, f"{self.text} + {other.text}")

    def __mul__(self, other):
        return Shown(self.value * other.value, f"({self.text})*({other.text})")

    def __repr__(self):
        return f"{self.text} = {self.value:.6f}"


def sigmoid(z):
    return Shown(1 / (1 + math.exp(-z.value)), f"sigma({z.text})")


def forward(x, w1, b1, w2, b2):
    X, W1, B1, W2, B2 = (Shown(v, n) for v, n in zip((x, w1, b1, w2, b2), ("x", "w1", "b1", "w2", "b2")))
    h = sigmoid(X * W1 + B1)
    f = sigmoid(h * W2 + B2)
    return f.value, (x, w2, h.value, f.value, repr(f))


def backward(df, cache):
    x, w2, h, f, _ = cache
    delta2 = df * f * (1 - f)
    delta1 = delta2 * w2 * h * (1 - h)
    return {"w1": delta1 * x, "b1": delta1, "w2": delta2 * h, "b2": delta2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
