from math import exp

import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


class Linear:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def forward(self, x):
        self.x = x
        return self.w * x + self.b

    def backward(self, grad):
        self.dw = grad * self.x
        self.db = grad
        return grad * self.w


class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + exp(-x))
        return self.y

    def backward(self, grad):
        return grad * self.y * (1 - self.y)


def forward(x, w1, b1, w2, b2):
    layers = [Linear(w1, b1), Sigmoid(), Linear(w2, b2), Sigmoid()]
    value = x
    for layer in layers:
        value = layer.forward(value)
    return value, layers


def backward(df, cache):
    grad = df
    for layer in reversed(cache):
        grad = layer.backward(grad)
    first, _, second, _ = cache
    return {"w1": first.dw, "b1": first.db, "w2": second.dw, "b2": second.db}


class Net(torch.nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        as_param = lambda v: torch.nn.Parameter(torch.tensor(v, dtype=torch.float64))
        self.w1, self.b1, self.w2, self.b2 = as_param(w1), as_param(b1), as_param(w2), as_param(b2)

    def forward(self, x):
        return torch.sigmoid(torch.sigmoid(x * self.w1 + self.b1) * self.w2 + self.b2)


def torch_gradients(x, w1, b1, w2, b2):
    net = Net(w1, b1, w2, b2)
    net(x).backward()
    return {name: p.grad.item() for name, p in net.named_parameters()}
