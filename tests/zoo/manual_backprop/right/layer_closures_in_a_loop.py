import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def affine(a, w, b, key):
    def back(d, grads):
        grads["w" + key] = d * a
        grads["b" + key] = d
        return d * w
    return a * w + b, back


def squash(z):
    s = 1 / (1 + math.exp(-z))
    def back(d, grads):
        return d * s * (1 - s)
    return s, back


def forward(x, w1, b1, w2, b2):
    z1, first = affine(x, w1, b1, "1")
    h, second = squash(z1)
    z2, third = affine(h, w2, b2, "2")
    f, fourth = squash(z2)
    return f, [first, second, third, fourth]


def backward(df, cache):
    grads = {}
    d = df
    for back in reversed(cache):
        d = back(d, grads)
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
