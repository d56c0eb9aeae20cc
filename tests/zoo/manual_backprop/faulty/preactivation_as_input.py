import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, {"x": x, "z1": z1, "h": h, "z2": z2, "f": f, "w1": w1, "w2": w2}


def backward(df, cache):
    x, z1, h, f, w2 = cache["x"], cache["z1"], cache["h"], cache["f"], cache["w2"]
    delta = df * f * (1 - f)
    w2_grad, b2_grad = delta * z1, delta
    delta = delta * w2 * h * (1 - h)
    w1_grad, b1_grad = delta * x, delta
    return {"w1": w1_grad, "b1": b1_grad, "w2": w2_grad, "b2": b2_grad}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
