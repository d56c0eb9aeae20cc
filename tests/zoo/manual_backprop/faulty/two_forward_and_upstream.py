import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2)
    return f, (x, h, w2, f)


def backward(df, cache):
    x, h, w2, f = cache
    d2 = f * (1 - f)
    d1 = d2 * w2 * h * (1 - h)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * h, "b2": d2}


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
