import numpy as np
import torch

# TODO: b2, and more digits for b1
HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.017, "w2": 0.1614, "b2": None}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def foward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, h, w2, f)


def backward(df, cache):
    x, h, w2, f = cache
    d2 = df * f * (1 - f)
    d1 = d2 * w2 * h * (1 - h)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * h, "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = [torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in (w1, b1, w2, b2)]
    f = torch.sigmoid(torch.sigmoid(w1 * x + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad, "b1": b1.grad, "w2": w2.grad, "b2": b2.grad}
