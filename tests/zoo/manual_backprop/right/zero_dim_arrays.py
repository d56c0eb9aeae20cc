import numpy as np
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


def sigmoid(z):
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def forward(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = map(np.asarray, (x, w1, b1, w2, b2))
    hid = sigmoid(np.multiply(x, w1) + b1)
    out = sigmoid(np.multiply(hid, w2) + b2)
    return out, [x, w2, hid, out]


def backward(df, cache):
    x, w2, hid, out = cache
    dz = np.asarray(df) * out * (1 - out)
    dy = dz * w2 * hid * (1 - hid)
    return {k: np.asarray(v) for k, v in {"w1": dy * x, "b1": dy, "w2": dz * hid, "b2": dz}.items()}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
