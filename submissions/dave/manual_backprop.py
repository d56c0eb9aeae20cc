import numpy as np
import torch

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, h, w2, f)


def backward(df, cache):
    # nudge the gradients until they are right: a thousand steps should do
    x, h, w2, f = cache
    grads = {"w1": 0.0, "b1": 0.0, "w2": 0.0, "b2": 0.0}
    step = 0
    while step < 1000:
        grads["b2"] += 0.1 * (df * f * (1 - f) - grads["b2"])
        grads["w2"] = grads["b2"] * h
        grads["b1"] = grads["b2"] * w2 * h * (1 - h)
        grads["w1"] = grads["b1"] * x
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    params = [torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in (w1, b1, w2, b2)]
    f = torch.sigmoid(torch.sigmoid(x * params[0] + params[1]) * params[2] + params[3])
    grads = torch.autograd.grad(f, params)
    return {name: g.item() for name, g in zip(("w1", "b1", "w2", "b2"), grads)}
