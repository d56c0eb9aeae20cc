import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}

sigmoid = lambda z: 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)

    def pull_back(df):
        d_pre2 = df * f * (1 - f)
        d_pre1 = d_pre2 * w2 * h * (1 - h)
        return {"w1": d_pre1 * x, "b1": d_pre1, "w2": d_pre2 * h, "b2": d_pre2}

    return f, pull_back


def backward(df, cache):
    return cache(df)


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        h = torch.sigmoid(x * p["w1"] + p["b1"])
        return torch.sigmoid(h * p["w2"] + p["b2"])

    params = {k: torch.tensor(v, dtype=torch.float64) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in torch.func.grad(net)(params).items()}
