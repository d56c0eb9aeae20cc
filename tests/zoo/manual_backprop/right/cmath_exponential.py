import cmath
import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return (1 / (1 + cmath.exp(-z))).real


def forward(x, w1, b1, w2, b2):
    W1, W2 = np.matrix([w1, b1]), np.matrix([w2, b2])
    a = (W1 * np.matrix([[x], [1.0]])).item()
    h = sigmoid(a)
    b = (W2 * np.matrix([[h], [1.0]])).item()
    f = sigmoid(b)
    return f, (np.matrix([x, 1.0]), np.matrix([h, 1.0]), W2, h * (1 - h), f * (1 - f))


def backward(df, cache):
    X, H, W2, s1, s2 = cache
    d2 = np.matrix(df * s2)
    d1 = d2 * W2[:, :1] * s1
    (dw2, db2), (dw1, db1) = (d2.T * H).tolist()[0], (d1.T * X).tolist()[0]
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
