import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}

"""
log f = -log(1 + e^-z2)   =>   d log f / d z2 = 1 - f   =>   df/dz2 = f * (1 - f)
the same once more for h.
"""


def log_sigmoid(z):
    return -np.logaddexp(0.0, -z)


def forward(x, w1, b1, w2, b2):
    lh = log_sigmoid(x * w1 + b1)
    h = np.exp(lh)
    lf = log_sigmoid(h * w2 + b2)
    return np.exp(lf), (x, w2, h, lf)


def backward(df, cache):
    x, w2, h, lf = cache
    f = np.exp(lf)
    dlf = df * f
    dz2 = dlf * (1 - f)
    dlh = dz2 * w2 * h
    dz1 = dlh * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        h = torch.sigmoid(x * p["w1"] + p["b1"])
        return torch.sigmoid(h * p["w2"] + p["b2"])

    params = {k: torch.tensor(v, dtype=torch.float64) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in torch.func.grad(net)(params).items()}
