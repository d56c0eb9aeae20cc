import math
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def add(a, b):
    return a[0] + b[0], a[1] + b[1]


def mul(a, b):
    return a[0] * b[0], a[1] * b[0] + a[0] * b[1]


def sig(a):
    s = 1 / (1 + math.exp(-a[0]))
    return s, s * (1 - s) * a[1]


def net(x, w1, b1, w2, b2):
    return sig(add(mul(sig(add(mul(x, w1), b1)), w2), b2))


def forward(x, w1, b1, w2, b2):
    values = (x, w1, b1, w2, b2)
    jets = []
    for i in range(1, 5):
        jets.append(net(*[(v, 1.0 if k == i else 0.0) for k, v in enumerate(values)]))
    return jets[0][0], [j[1] for j in jets]


def backward(df, cache):
    return {n: df * d for n, d in zip(("w1", "b1", "w2", "b2"), cache)}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
