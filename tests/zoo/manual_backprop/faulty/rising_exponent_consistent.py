from math import exp
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def sig(z):
    return 1 / (1 + exp(z))


def dsig(z):
    return -exp(z) / (1 + exp(z)) ** 2


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    z2 = sig(z1) * w2 + b2
    return sig(z2), (x, z1, w2, z2)


def backward(df, cache):
    x, z1, w2, z2 = cache
    d2 = df * dsig(z2)
    d1 = d2 * w2 * dsig(z1)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * sig(z1), "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
