from dataclasses import dataclass
from functools import cached_property
import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


@dataclass(frozen=True)
class Pass:
    x: float
    w1: float
    b1: float
    w2: float
    b2: float

    @staticmethod
    def sigma(z):
        return np.divide(1.0, 1.0 + np.exp(-z))

    @cached_property
    def h(self):
        return self.sigma(self.x * self.w1 + self.b1)

    @cached_property
    def f(self):
        return self.sigma(self.h * self.w2 + self.b2)

    @cached_property
    def slope2(self):
        return self.f - self.f ** 2

    @cached_property
    def slope1(self):
        return self.h - self.h ** 2

    def __iter__(self):
        yield self.f
        yield self

    def __call__(self, df):
        d2 = df * self.slope2
        d1 = d2 * self.w2 * self.slope1
        return {"w1": d1 * self.x, "b1": d1, "w2": d2 * self.h, "b2": d2}


def forward(x, w1, b1, w2, b2):
    f, cache = Pass(x, w1, b1, w2, b2)
    return f, cache


def backward(df, cache):
    return cache(df)

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
