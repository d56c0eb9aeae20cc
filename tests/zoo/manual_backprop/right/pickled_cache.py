import pickle
import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}

logistic = lambda t: 1. / (1. + np.exp(-t))


def forward(x, w1, b1, w2, b2):
    h = logistic(w1 * x + b1)
    f = logistic(w2 * h + b2)
    return f, pickle.dumps((x, w2, h, f))


def backward(df, cache):
    x, w2, h, f = pickle.loads(cache)
    e = df * f * (1. - f)
    g = e * w2 * h * (1. - h)
    return dict(w1=g * x, b1=g, w2=e * h, b2=e)

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
