import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": None, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    a1 = sigmoid(w1 * x + b1)
    a2 = sigmoid(w2 * a1 + b2)
    return a2, (x, a1, w2, a2)


def backward(df, cache):
    x, a1, w2, a2 = cache
    delta2 = df * a2 * (1 - a2)
    delta1 = delta2 * w2 * a1 * (1 - a1)
    return {"w1": delta1 * x, "b1": delta1, "w2": delta2 * a1, "b2": delta2}


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
