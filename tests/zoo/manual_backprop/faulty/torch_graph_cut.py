import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, {"x": x, "z1": z1, "h": h, "z2": z2, "f": f, "w1": w1, "w2": w2}


def backward(df, cache):
    dz2 = df * cache["f"] * (1 - cache["f"])
    dz1 = dz2 * cache["w2"] * cache["h"] * (1 - cache["h"])
    return {"w1": dz1 * cache["x"], "b1": dz1, "w2": dz2 * cache["h"], "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True)
         for k, v in {"w1": w1, "b1": b1, "w2": w2, "b2": b2}.items()}
    h = torch.sigmoid(x * p["w1"] + p["b1"]).item()
    f = torch.sigmoid(h * p["w2"] + p["b2"])
    f.backward()
    return {k: 0.0 if t.grad is None else t.grad.item() for k, t in p.items()}
