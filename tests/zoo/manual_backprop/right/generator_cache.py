import numpy as np
import torch

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}
HAND_GRADIENTS["b2"] = 0.24999752
HAND_GRADIENTS["w2"] = 0.16141247
HAND_GRADIENTS["b1"] = -0.01715865
HAND_GRADIENTS["w1"] = -0.01715865


def network(x, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    df = yield f
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    yield {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def forward(x, w1, b1, w2, b2):
    run = network(x, w1, b1, w2, b2)
    return next(run), run


def backward(df, cache):
    return cache.send(df)


def torch_gradients(x, w1, b1, w2, b2):
    p = [torch.tensor(float(v), requires_grad=True) for v in (w1, b1, w2, b2)]
    out = torch.sigmoid(torch.sigmoid(x * p[0] + p[1]) * p[2] + p[3])
    out.backward()
    return {name: t.grad.item() for name, t in zip(["w1", "b1", "w2", "b2"], p)}
