import numpy as np
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}

X = W2 = A1 = A2 = None


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def forward(x, w1, b1, w2, b2):
    global X, W2, A1, A2
    X, W2 = x, w2
    A1 = sigmoid(x * w1 + b1)
    A2 = sigmoid(A1 * w2 + b2)
    return A2, None


def backward(df, cache):
    dZ2 = df * A2 * (1 - A2)
    dZ1 = dZ2 * W2 * A1 * (1 - A1)
    return {"w1": dZ1 * X, "b1": dZ1, "w2": dZ2 * A1, "b2": dZ2}


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(float(v), requires_grad=True) for v in (w1, b1, w2, b2)]
    out = torch.sigmoid(torch.sigmoid(x * p[0] + p[1]) * p[2] + p[3])
    out.backward()
    return {name: t.grad.item() for name, t in zip(["w1", "b1", "w2", "b2"], p)}
