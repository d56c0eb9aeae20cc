import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    a1 = sigmoid(w1 * x + b1)
    a2 = sigmoid(w2 * a1 + b2)
    return a2, (x, a1, w2, a2)


def backward(df, cache):
    x, a1, w2, a2 = cache
    delta2 = df * a2 * (1 - a2)
    delta1 = delta2 * w2 * a1 * (1 - a1)
    return {"w1": delta1 * x, "b1": delta1, "w2": delta2 * a1, "b2": delta2}


def torch_gradients(x, w1, b1, w2, b2):
    p = torch.tensor([w1, b1, w2, b2], dtype=torch.float64)

    def f(q):
        return torch.sigmoid(torch.sigmoid(x * q[0] + q[1]) * q[2] + q[3])

    h = 1e-6
    steps = torch.eye(4, dtype=torch.float64) * h
    g = [(f(p + s) - f(p - s)).item() / (2 * h) for s in steps]
    return dict(zip(("w1", "b1", "w2", "b2"), g))
