import math
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


def sigma(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigma(w1 * x + b1)
    f = sigma(w2 * h + b2)
    return f, (x, h, w2, f)


def backward(df, cache):
    x, h, w2, f = cache
    d2 = df * f * (1 - f)
    d1 = d2 * w2 * h * (1 - h)
    tidy = lambda g: round(g, 8)
    return {"w1": tidy(d1 * x), "b1": tidy(d1), "w2": tidy(d2 * h), "b2": tidy(d2)}


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
