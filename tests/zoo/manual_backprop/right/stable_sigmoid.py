import math
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)
    return e / (1 + e)


def dsigmoid(z):
    e = math.exp(-abs(z))
    return e / (1 + e) ** 2


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    return sigmoid(z2), {"inputs": (x, w1, b1, w2, b2), "z1": z1, "h": h, "z2": z2}


def backward(df, cache):
    x, w1, b1, w2, b2 = cache["inputs"]
    df_dz2 = dsigmoid(cache["z2"])
    dh_dz1 = dsigmoid(cache["z1"])
    return {
        "w1": df * df_dz2 * w2 * dh_dz1 * x,
        "b1": df * df_dz2 * w2 * dh_dz1,
        "w2": df * df_dz2 * cache["h"],
        "b2": df * df_dz2,
    }


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        h = torch.sigmoid(x * p["w1"] + p["b1"])
        return torch.sigmoid(h * p["w2"] + p["b2"])

    params = {k: torch.tensor(v, dtype=torch.float64) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in torch.func.grad(net)(params).items()}
