from functools import reduce
from itertools import accumulate
import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}

S = lambda z: 0.5 * (1.0 + np.tanh(0.5 * z))


def forward(x, w1, b1, w2, b2):
    gates = [lambda v: v * w1 + b1, S, lambda v: v * w2 + b2, S]
    values = list(accumulate([x, *gates], lambda v, gate: gate(v)))
    return values[-1], (values, w2)


def backward(df, cache):
    (x, _, h, _, f), w2 = cache
    slopes = [f * (1 - f), w2, h * (1 - h), x]
    partial = list(accumulate(slopes, lambda a, b: a * b, initial=df))
    assert partial[-1] == reduce(lambda a, b: a * b, slopes, df)
    return {"w1": partial[4], "b1": partial[3], "w2": partial[1] * h, "b2": partial[1]}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
