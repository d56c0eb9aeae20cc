import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    return sigmoid(h * w2 + b2), (x, w1, b1, w2, b2)


from scipy.linalg import expm, inv


def backward(df, cache):
    """sigma of the matrix [[a, 1], [0, a]] has sigma'(a) in its corner, so no derivative needs to be known."""
    x, w1, b1, w2, b2 = cache
    one, corner = np.eye(2), np.array([[0.0, 1.0], [0.0, 0.0]])
    grads = {}
    for name in ("w1", "b1", "w2", "b2"):
        p = {"w1": w1 * one, "b1": b1 * one, "w2": w2 * one, "b2": b2 * one}
        p[name] = p[name] + corner
        h = inv(one + expm(-(x * p["w1"] + p["b1"])))
        f = inv(one + expm(-(h @ p["w2"] + p["b2"])))
        grads[name] = df * f[0, 1]
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
