import math
import torch
from torch.func import grad

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.autograd.set_detect_anomaly(True)

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigma(z, *, exp=math.exp):
    return 1.0 / (1.0 + exp(-z))


def forward(x, w1, b1, w2, b2, activation=sigma):
    h = activation(x * w1 + b1)
    f = activation(h * w2 + b2)
    return f, (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    db2 = df * f * (1 - f)
    db1 = db2 * w2 * h * (1 - h)
    return {"w1": x * db1, "b1": db1, "w2": h * db2, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        return forward(x, p["w1"], p["b1"], p["w2"], p["b2"], activation=torch.sigmoid)[0]
    params = {k: torch.tensor(v) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in grad(net)(params).items()}
