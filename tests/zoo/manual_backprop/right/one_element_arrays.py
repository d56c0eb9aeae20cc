import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def forward(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = [np.array([v], dtype=float) for v in (x, w1, b1, w2, b2)]
    a1 = 1 / (1 + np.exp(-(x * w1 + b1)))
    a2 = 1 / (1 + np.exp(-(a1 * w2 + b2)))
    return a2, {"x": x, "a1": a1, "a2": a2, "w2": w2}


def backward(df, cache):
    x, a1, a2, w2 = cache["x"], cache["a1"], cache["a2"], cache["w2"]
    d2 = df * a2 * (1 - a2)
    d1 = d2 * w2 * a1 * (1 - a1)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * a1, "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
