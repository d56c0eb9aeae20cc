import numpy as np
import torch

HAND_GRADIENTS = {"f": 0.5016, "x": -0.008579, "w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def forward(x, w1, b1, w2, b2):
    v = {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2}
    v["z1"] = v["x"] * v["w1"] + v["b1"]
    v["h"] = 1 / (1 + np.exp(-v["z1"]))
    v["z2"] = v["h"] * v["w2"] + v["b2"]
    v["f"] = 1 / (1 + np.exp(-v["z2"]))
    return v["f"], v


def backward(df, cache):
    v, g = cache, {}
    g["f"] = df
    g["z2"] = g["f"] * v["f"] * (1 - v["f"])
    g["w2"] = g["z2"] * v["h"]
    g["b2"] = g["z2"]
    g["h"] = g["z2"] * v["w2"]
    g["z1"] = g["h"] * v["h"] * (1 - v["h"])
    g["w1"] = g["z1"] * v["x"]
    g["b1"] = g["z1"]
    g["x"] = g["z1"] * v["w1"]
    return g


def torch_gradients(x, w1, b1, w2, b2):
    t = {k: torch.tensor(val, dtype=torch.float64, requires_grad=True)
         for k, val in [("x", x), ("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2)]}
    h = torch.sigmoid(t["x"] * t["w1"] + t["b1"])
    f = torch.sigmoid(h * t["w2"] + t["b2"])
    h.retain_grad()
    f.backward()
    grads = {k: t[k].grad.item() for k in t}
    grads["h"] = h.grad.item()
    return grads
