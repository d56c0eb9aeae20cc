import numpy as np
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)
    f = sigmoid(w2 * h + b2)
    return f, ((x, h, f), (w1, w2))


def backward(df, cache):
    (x, h, f), (w2, w1) = cache
    delta_2 = df * f * (1 - f)
    delta_1 = delta_2 * w2 * h * (1 - h)
    return {"w1": delta_1 * x, "b1": delta_1, "w2": delta_2 * h, "b2": delta_2}


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        h = torch.sigmoid(x * p["w1"] + p["b1"])
        return torch.sigmoid(h * p["w2"] + p["b2"])

    params = {k: torch.tensor(v, dtype=torch.float64) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in torch.func.grad(net)(params).items()}
