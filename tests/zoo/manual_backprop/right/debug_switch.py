import numpy as np
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}

CHECK_NUMERICALLY = False


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, {"args": [x, w1, b1, w2, b2], "h": h, "f": f}


def backward(df, cache):
    x, w1, b1, w2, b2 = cache["args"]
    h, f = cache["h"], cache["f"]
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    grads = {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}
    if CHECK_NUMERICALLY:
        for i, name in enumerate(["w1", "b1", "w2", "b2"], start=1):
            up, down = list(cache["args"]), list(cache["args"])
            up[i] += 1e-5
            down[i] -= 1e-5
            print(name, grads[name], df * (forward(*up)[0] - forward(*down)[0]) / 2e-5)
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
