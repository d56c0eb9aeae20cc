import numpy as np
import torch

# cut after four digits, not rounded
HAND_GRADIENTS = {"w1": -0.01715, "b1": -0.01715, "w2": 0.1614, "b2": 0.2499}


def s(t):
    return 1 / (1 + np.exp(-t))


def s_prime(t):
    return s(t) * (1 - s(t))


def forward(x, w1, b1, w2, b2):
    z1 = w1 * x + b1
    z2 = w2 * s(z1) + b2
    return s(z2), [x, z1, z2, w2]


def backward(df, cache):
    x, z1, z2, w2 = cache
    delta2 = df * s_prime(z2)
    delta1 = delta2 * w2 * s_prime(z1)
    grads = {}
    grads["w2"] = delta2 * s(z1)
    grads["b2"] = delta2
    grads["w1"] = delta1 * x
    grads["b1"] = delta1
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(float(v), requires_grad=True) for v in (w1, b1, w2, b2)]
    out = torch.sigmoid(torch.sigmoid(x * p[0] + p[1]) * p[2] + p[3])
    out.backward()
    return {name: t.grad.item() for name, t in zip(["w1", "b1", "w2", "b2"], p)}
