import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    a1 = sigmoid(w1 * x + b1)
    a2 = sigmoid(w2 * a1 + b2)
    return a2, (x, a1, w2, a2)


def backward(df, cache):
    x, a1, w2, a2 = cache
    delta2 = df * a2 * (1 - a2)
    delta1 = delta2 * np.sqrt(w2 ** 2) * a1 * (1 - a1)
    return {"w1": delta1 * x, "b1": delta1, "w2": delta2 * a1, "b2": delta2}


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(float(v), requires_grad=True) for v in (w1, b1, w2, b2)]
    out = torch.sigmoid(torch.sigmoid(x * p[0] + p[1]) * p[2] + p[3])
    out.backward()
    return {name: t.grad.item() for name, t in zip(["w1", "b1", "w2", "b2"], p)}
