import numpy as np
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    hidden = sigmoid(x * w1 + b1)
    return sigmoid(hidden * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = cache
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    core = df * f * (1 - f)
    grad_w2 = core * h
    grad_b2 = core * b2
    inner = core * w2 * h * (1 - h)
    return {"w1": inner * x, "b1": inner, "w2": grad_w2, "b2": grad_b2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
