import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)

TAPE = []


class Var:
    def __init__(self, v):
        self.v, self.g = v, 0.0


def add(a, b):
    out = Var(a.v + b.v)

    def rule():
        a.g += out.g
        b.g += out.g
    TAPE.append(rule)
    return out


def mul(a, b):
    out = Var(a.v * b.v)

    def rule():
        a.g += out.g * b.v
        b.g += out.g * a.v
    TAPE.append(rule)
    return out


def sigmoid(a):
    out = Var(1 / (1 + np.exp(-a.v)))

    def rule():
        a.g += out.g * out.v * (1 - out.v)
    TAPE.append(rule)
    return out


def forward(x, w1, b1, w2, b2):
    TAPE.clear()
    x, w1, b1, w2, b2 = map(Var, (x, w1, b1, w2, b2))
    f = sigmoid(add(mul(sigmoid(add(mul(x, w1), b1)), w2), b2))
    return f.v, (list(TAPE), f, w1, b1, w2, b2)


def backward(df, cache):
    tape, f, *leaves = cache
    f.g = df
    while tape:
        tape.pop()()
    return {name: leaf.g for name, leaf in zip(["w1", "b1", "w2", "b2"], leaves)}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
