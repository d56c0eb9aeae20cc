import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def multiply(a, b):
    def back(d): return d * b, d * a
    return a * b, back


def plus(a, b):
    def back(d): return d, d
    return a + b, back


def sigma(z):
    s = 1 / (1 + math.exp(-z))
    def back(d): return d * s * (1 - s)
    return s, back


def forward(x, w1, b1, w2, b2):
    u1, mul1 = multiply(x, w1)
    z1, add1 = plus(u1, b1)
    h, sig1 = sigma(z1)
    u2, mul2 = multiply(h, w2)
    z2, add2 = plus(u2, b2)
    f, sig2 = sigma(z2)
    return f, (mul1, add1, sig1, mul2, add2, sig2)


def backward(df, cache):
    mul1, add1, sig1, mul2, add2, sig2 = cache
    du2, db2 = add2(sig2(df)); dh, dw2 = mul2(du2); du1, db1 = add1(sig1(dh)); dx, dw1 = mul1(du1)
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
