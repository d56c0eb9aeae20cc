import math
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + math.exp(-w1 * x - b1))
    f = 1 / (1 + math.exp(-w2 * h - b2))
    return f, (x, h, w2, f)


def backward(df, cache):
    x, h, w2, f = cache
    g2 = df * f * (1 - f)
    g1 = g2 * w2 * h * (1 - h)
    raw = {"w1": g1 * x, "b1": g2, "w2": g2 * h, "b2": g1}
    return {k: round(v, 6) for k, v in raw.items()}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
