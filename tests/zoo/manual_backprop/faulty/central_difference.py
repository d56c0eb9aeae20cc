import numpy as np
import torch

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}
HAND_GRADIENTS["b2"] = 0.24999752
HAND_GRADIENTS["w2"] = 0.16141247
HAND_GRADIENTS["b1"] = -0.01715865
HAND_GRADIENTS["w1"] = -0.01715865


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    hidden = sigmoid(x * w1 + b1)
    return sigmoid(hidden * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    args = list(cache)
    eps = 1e-5
    grads = {}
    for i, name in enumerate(["w1", "b1", "w2", "b2"], start=1):
        plus, minus = args.copy(), args.copy()
        plus[i] += eps
        minus[i] -= eps
        grads[name] = df * (forward(*plus)[0] - forward(*minus)[0]) / (2 * eps)
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
