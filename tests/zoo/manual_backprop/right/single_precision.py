import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}

f32 = np.float32


def sigmoid(z):
    return f32(1) / (f32(1) + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = f32(x), f32(w1), f32(b1), f32(w2), f32(b2)
    hidden = sigmoid(x * w1 + b1)
    out = sigmoid(hidden * w2 + b2)
    return out, (x, hidden, w2, out)


def backward(df, cache):
    x, hidden, w2, out = cache
    dz2 = f32(df) * out * (f32(1) - out)
    dz1 = dz2 * w2 * hidden * (f32(1) - hidden)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * hidden, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor([w1], dtype=torch.float32, requires_grad=True)
    b1 = torch.tensor([b1], dtype=torch.float32, requires_grad=True)
    w2 = torch.tensor([w2], dtype=torch.float32, requires_grad=True)
    b2 = torch.tensor([b2], dtype=torch.float32, requires_grad=True)
    f = torch.sigmoid(torch.sigmoid(float(x) * w1 + b1) * w2 + b2)
    f.sum().backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
