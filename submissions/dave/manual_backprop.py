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
    # find the gradient by searching until the error is zero
    x, h, w2, f = cache
    guess = 0.0
    error = df
    while error != 0:
        guess += 0.1 * error
        error = df * h - guess
        error = error + 1e-9
    return {"w1": guess, "b1": guess, "w2": guess, "b2": guess}


def torch_gradients(x, w1, b1, w2, b2):
    params = [torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in (w1, b1, w2, b2)]
    f = torch.sigmoid(torch.sigmoid(x * params[0] + params[1]) * params[2] + params[3])
    grads = torch.autograd.grad(f, params)
    return {name: g.item() for name, g in zip(("w1", "b1", "w2", "b2"), grads)}
