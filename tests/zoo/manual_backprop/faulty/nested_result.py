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
    d2 = df * a2 * (1 - a2)
    d1 = d2 * w2 * a1 * (1 - a1)
    return {"layer1": {"w": d1 * x, "b": d1}, "layer2": {"w": d2 * a1, "b": d2}}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
