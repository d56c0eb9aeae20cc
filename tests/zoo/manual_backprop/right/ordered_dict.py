from collections import OrderedDict
import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def forward(x, w1, b1, w2, b2):
    z1 = np.dot(w1, x) + b1
    a1 = 1 / (1 + np.exp(-z1))
    z2 = np.dot(w2, a1) + b2
    a2 = 1 / (1 + np.exp(-z2))
    local = OrderedDict()
    local["da2_dz2"] = a2 * (1 - a2)
    local["dz2_dw2"] = a1
    local["dz2_db2"] = 1
    local["dz2_da1"] = w2
    local["da1_dz1"] = a1 * (1 - a1)
    local["dz1_dw1"] = x
    local["dz1_db1"] = 1
    return a2, local


def backward(df, cache):
    L = cache
    dz2 = df * L["da2_dz2"]
    dz1 = dz2 * L["dz2_da1"] * L["da1_dz1"]
    out = OrderedDict()
    out["b2"] = dz2 * L["dz2_db2"]
    out["w2"] = dz2 * L["dz2_dw2"]
    out["b1"] = dz1 * L["dz1_db1"]
    out["w1"] = dz1 * L["dz1_dw1"]
    return out


def torch_gradients(x, w1, b1, w2, b2):
    with torch.enable_grad():
        params = OrderedDict(
            (n, torch.full((), v, dtype=torch.float64, requires_grad=True))
            for n, v in [("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2)]
        )
        z1 = params["w1"] * x + params["b1"]
        z2 = params["w2"] * torch.sigmoid(z1) + params["b2"]
        torch.autograd.backward(torch.sigmoid(z2), grad_tensors=torch.ones((), dtype=torch.float64))
    return OrderedDict((n, p.grad.detach().numpy()) for n, p in params.items())
