import math
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + math.exp(-(w1 * x + b1)))
    f = 1 / (1 + math.exp(-(w2 * h + b2)))
    return f, (x, w2, h, h * (1 - h), f * (1 - f))


def backward(df, cache):
    x, w2, h, sp1, sp2 = cache
    d2 = df * sp2
    d1 = d2 * w2 * sp1
    return {"w1": d1 * x, "b1": d1, "w2": d2 * h, "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
