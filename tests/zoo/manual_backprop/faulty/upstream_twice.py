import math
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}

sig = lambda z: 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sig(x * w1 + b1)
    f = sig(h * w2 + b2)
    return f, (x, h, w2, f)


def backward(df, cache):
    x, h, w2, f = cache
    g2 = df * f * (1 - f)
    g1 = df * g2 * w2 * h * (1 - h)
    return {"w1": g1 * x, "b1": g1, "w2": g2 * h, "b2": g2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
