import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, {"x": x, "z1": z1, "h": h, "z2": z2, "f": f, "w1": w1, "w2": w2}


def backward(df, cache):
    h, f = cache["h"], cache["f"]
    dz2 = df * (1 - f ** 2)
    dz1 = dz2 * cache["w2"] * (1 - h ** 2)
    return {"w1": dz1 * cache["x"], "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(float(v), requires_grad=True) for v in (w1, b1, w2, b2)]
    out = torch.sigmoid(torch.sigmoid(x * p[0] + p[1]) * p[2] + p[3])
    out.backward()
    return {name: t.grad.item() for name, t in zip(["w1", "b1", "w2", "b2"], p)}
