import numpy as np
import torch
from torch import nn

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}
HAND_GRADIENTS["b2"] = 0.24999752
HAND_GRADIENTS["w2"] = 0.16141247
HAND_GRADIENTS["b1"] = -0.01715865
HAND_GRADIENTS["w1"] = -0.01715865


def forward(x, w1, b1, w2, b2):
    sig = np.vectorize(lambda t: 1 / (1 + np.exp(-t)), otypes=[float])
    y1 = sig(w1 * x + b1)
    y2 = sig(w2 * y1 + b2)
    return float(y2), (float(x), float(y1), float(y2), float(w2))


def backward(df, cache):
    x, y1, y2, w2 = cache
    e2 = df * y2 * (1 - y2)
    e1 = w2 * e2 * y1 * (1 - y1)
    return {"w1": e1 * x, "b1": e1, "w2": e2 * y1, "b2": e2}


def torch_gradients(x, w1, b1, w2, b2):
    model = nn.Sequential(nn.Linear(1, 1), nn.Sigmoid(), nn.Linear(1, 1), nn.Sigmoid()).double()
    with torch.no_grad():
        model[0].weight.fill_(w1)
        model[0].bias.fill_(b1)
        model[2].weight.fill_(w2)
        model[2].bias.fill_(b2)
    model.zero_grad()
    model(torch.tensor([[x]], dtype=torch.float64)).sum().backward()
    return {
        "w1": model[0].weight.grad.item(),
        "b1": model[0].bias.grad.item(),
        "w2": model[2].weight.grad.item(),
        "b2": model[2].bias.grad.item(),
    }
