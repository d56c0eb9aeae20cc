import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def activations(x, w1, b1, w2, b2):
    a1 = 1 / (1 + np.exp(-(x * w1 + b1)))
    a2 = 1 / (1 + np.exp(-(a1 * w2 + b2)))
    return a1, a2


def forward(x, w1, b1, w2, b2):
    return activations(x, w1, b1, w2, b2)[-1], (x, w1, b1, w2, b2)


def backward(df, cache):
    a1, a2 = activations(*cache)
    x, _, _, w2, _ = cache
    grad_b2 = df * a2 * (1 - a2)
    grad_w2 = grad_b2 * a1
    grad_b1 = grad_b2 * w2 * a1 * (1 - a1)
    grad_w1 = grad_b1 * x
    return {"w1": grad_w1, "b1": grad_b1, "w2": grad_w2, "b2": grad_b2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
