import numpy as np
import torch

HAND_GRADIENTS = {"w1": None, "b1": None, "w2": None, "b2": None}
HAND_GRADIENTS["b2"] = 0.24999752
HAND_GRADIENTS["w2"] = 0.16141247
HAND_GRADIENTS["b1"] = -0.01715865
HAND_GRADIENTS["w1"] = -0.01715865


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_derivative(x):
    return x * (1 - x)


def forward(x, w1, b1, w2, b2):
    z1 = w1 * x + b1
    a1 = sigmoid(z1)
    z2 = w2 * a1 + b2
    a2 = sigmoid(z2)
    return a2, (x, z1, a1, w2, z2, a2)


def backward(df, cache):
    x, z1, a1, w2, z2, a2 = cache
    delta2 = df * sigmoid_derivative(z2)
    delta1 = delta2 * w2 * sigmoid_derivative(a1)
    return {"w1": delta1 * x, "b1": delta1, "w2": delta2 * a1, "b2": delta2}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
