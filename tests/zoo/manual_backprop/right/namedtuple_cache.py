from collections import namedtuple

import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}

Saved = namedtuple("Saved", "x w1 b1 w2 b2 z1 a1 z2 a2")


def forward(x, w1, b1, w2, b2):
    z1 = np.float64(x) * w1 + b1
    a1 = np.reciprocal(1 + np.exp(-z1))
    z2 = a1 * w2 + b2
    a2 = np.reciprocal(1 + np.exp(-z2))
    return a2, Saved(x, w1, b1, w2, b2, z1, a1, z2, a2)


def backward(df, cache):
    c = cache
    da2 = np.float64(df)
    dz2 = da2 * c.a2 * (1 - c.a2)
    da1 = dz2 * c.w2
    dz1 = da1 * c.a1 * (1 - c.a1)
    return {"w1": dz1 * c.x, "b1": dz1 * 1, "w2": dz2 * c.a1, "b2": dz2 * 1}


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
