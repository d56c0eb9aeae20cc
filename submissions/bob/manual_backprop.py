import numpy as np
import torch

# x = 1, w1 = 0.5, b1 = 0.1, w2 = -0.3, b2 = 0.2
HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.25}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def dsigmoid(z):
    return z * (1 - z)


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    a1 = sigmoid(z1)
    z2 = a1 * w2 + b2
    f = sigmoid(z2)
    return f, (x, z1, a1, w2, f)


def backward(df, cache):
    x, z1, a1, w2, f = cache
    dz2 = df * dsigmoid(f)
    dw2 = dz2 * a1
    db2 = dz2
    da1 = dz2 * w2
    dz1 = da1 * dsigmoid(z1)
    dw1 = dz1 * x
    db1 = dz1
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, requires_grad=True)
    b1 = torch.tensor(b1, requires_grad=True)
    w2 = torch.tensor(w2, requires_grad=True)
    b2 = torch.tensor(b2, requires_grad=True)
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
