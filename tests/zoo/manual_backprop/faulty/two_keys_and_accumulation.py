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
    x, h, f, w2 = cache["x"], cache["h"], cache["f"], cache["w2"]
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"W1": dz1 * x, "B1": dz1, "W2": dz2 * h, "B2": dz2}


theta = torch.zeros(4, dtype=torch.float64, requires_grad=True)


def torch_gradients(x, w1, b1, w2, b2):
    with torch.no_grad():
        theta.copy_(torch.tensor([w1, b1, w2, b2]))
    out = torch.sigmoid(torch.sigmoid(x * theta[0] + theta[1]) * theta[2] + theta[3])
    out.backward()
    return dict(zip(["w1", "b1", "w2", "b2"], theta.grad.tolist()))
