import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    hidden = sigmoid(x * w1 + b1)
    return sigmoid(hidden * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = cache
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    g = {"b2": df * f * (1 - f)}
    g["w2"] = g["b2"] * h
    g["b1"] = g["b2"] * w2 * h * (1 - h)
    bump = 1e-7
    f_bumped = sigmoid(sigmoid(x * (w1 + bump) + b1) * w2 + b2)
    g["w1"] = df * (f_bumped - f) / bump
    return g


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(float(v), requires_grad=True) for v in (w1, b1, w2, b2)]
    out = torch.sigmoid(torch.sigmoid(x * p[0] + p[1]) * p[2] + p[3])
    out.backward()
    return {name: t.grad.item() for name, t in zip(["w1", "b1", "w2", "b2"], p)}
