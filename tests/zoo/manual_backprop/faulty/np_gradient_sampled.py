import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sigmoid(sigmoid(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = cache
    def slope(curve):
        est = []
        for h in (1e-2, 5e-3, 2.5e-3):
            t = np.array([-h, 0, h])
            est.append(np.gradient(curve(t), h)[1])
        a, b = (4 * est[1] - est[0]) / 3, (4 * est[2] - est[1]) / 3
        return df * (16 * b - a) / 15
    return {
        "w1": slope(lambda t: sigmoid(sigmoid(x * (w1 + t) + b1) * w2 + b2)),
        "b1": slope(lambda t: sigmoid(sigmoid(x * w1 + b1 + t) * w2 + b2)),
        "w2": slope(lambda t: sigmoid(sigmoid(x * w1 + b1) * (w2 + t) + b2)),
        "b2": slope(lambda t: sigmoid(sigmoid(x * w1 + b1) * w2 + b2 + t)),
    }

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
