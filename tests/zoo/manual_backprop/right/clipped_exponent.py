import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def sigmoid(z):
    z = np.clip(z, -500, 500)      # avoid overflow in exp
    return 1 / (1 + np.exp(-z))


def sigmoid_derivative(z):
    # 1 / (2 + 2 cosh z)
    return 1 / (2 + 2 * np.cosh(np.clip(z, -500, 500)))


def forward(x, w1, b1, w2, b2):
    net1 = x * w1 + b1
    out1 = sigmoid(net1)
    net2 = out1 * w2 + b2
    out2 = sigmoid(net2)
    return out2, (x, w2, net1, out1, net2)


def backward(df, cache):
    x, w2, net1, out1, net2 = cache
    delta_out = df * sigmoid_derivative(net2)
    delta_hidden = delta_out * w2 * sigmoid_derivative(net1)
    return {"w1": delta_hidden * x, "b1": delta_hidden, "w2": delta_out * out1, "b2": delta_out}


def torch_gradients(x, w1, b1, w2, b2):
    def network(a, b, c, d):
        return torch.sigmoid(torch.sigmoid(x * a + b) * c + d)

    args = tuple(torch.tensor(v, dtype=torch.float64) for v in (w1, b1, w2, b2))
    jac = torch.autograd.functional.jacobian(network, args)
    return {k: j.item() for k, j in zip(("w1", "b1", "w2", "b2"), jac)}
