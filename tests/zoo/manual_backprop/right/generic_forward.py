import math
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}

E = math.e


def sigmoid(z):
    return 1 / (1 + E ** (-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, h, w2, f)


def backward(df, cache):
    x, h, w2, f = cache
    g2 = df * f * (1 - f)
    g1 = g2 * w2 * (h - h ** 2)
    return {"w1": g1 * x, "b1": g1, "w2": g2 * h, "b2": g2}


def torch_gradients(x, w1, b1, w2, b2):
    leaves = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2)]
    f, _ = forward(x, *leaves)
    f.backward()
    return dict(zip(("w1", "b1", "w2", "b2"), (leaf.grad.item() for leaf in leaves)))
