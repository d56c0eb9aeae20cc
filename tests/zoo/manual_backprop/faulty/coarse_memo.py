import math
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}

table = {}


def sigmoid(z):
    key = round(z, 2)
    if key not in table:
        table[key] = 1 / (1 + math.exp(-z))
    return table[key]


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, h, w2, f)


def backward(df, cache):
    x, h, w2, f = cache
    d2 = df * f * (1 - f)
    d1 = d2 * w2 * h * (1 - h)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * h, "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}


for i in range(-400, 400):
    sigmoid(i / 100)
