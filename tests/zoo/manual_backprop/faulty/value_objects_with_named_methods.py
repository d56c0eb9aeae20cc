import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


class Val:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.parents, self.slopes, self.grad = data, parents, slopes, 0.0

    def plus(self, o):
        return Val(self.data + o.data, (self, o), (1.0, 1.0))

    def times(self, o):
        return Val(self.data * o.data, (self, o), (o.data, self.data))

    def sigma(self):
        s = 1 / (1 + math.exp(-self.data))
        return Val(s, (self,), (s * (1 - s),))

    def push(self, g):
        self.grad += g
        for p, s in zip(self.parents, self.slopes):
            p.push(g * s)


def forward(x, w1, b1, w2, b2):
    return 1 / (1 + math.exp(-(w2 / (1 + math.exp(-(x * w1 + b1))) + b2))), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = map(Val, cache)
    x.times(w1).plus(b1).sigma().times(w2).plus(b2).sigma().push(df)
    return {"w1": w1.grad, "b1": b1.grad, "w2": w2.grad, "b2": b2.grad}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
