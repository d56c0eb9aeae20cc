import numpy as np
import torch

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}
HAND_GRADIENTS["b2"] = 0.24999752
HAND_GRADIENTS["w2"] = 0.16141247
HAND_GRADIENTS["b1"] = -0.01715865
HAND_GRADIENTS["w1"] = -0.01715865


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
    values = [dz1 * cache["x"], dz2, dz2 * cache["h"], dz1]
    return dict(zip(["w1", "b1", "w2", "b2"], values))


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
