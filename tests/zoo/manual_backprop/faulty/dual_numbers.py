import math
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


class Dual:
    def __init__(self, a, b=0.0):
        self.a, self.b = a, b

    def __add__(self, o):
        return Dual(self.a + o.a, self.b + o.b)

    def __mul__(self, o):
        return Dual(self.a * o.a, self.a * o.b + self.b * o.a)


def sig(z):
    if isinstance(z, Dual):
        s = sig(z.a)
        return Dual(s, s * (1 - s) * z.b)
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sig(sig(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, *p = cache
    grads = {}
    for i, name in enumerate(["w1", "b1", "w2", "b2"]):
        w1, b1, w2, b2 = [Dual(v, 1.0 if j == i else 0.0) for j, v in enumerate(p)]
        grads[name] = df * sig(sig(Dual(x) * w1 + b1) * w2 + b2).b
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        h = torch.sigmoid(x * p["w1"] + p["b1"])
        return torch.sigmoid(h * p["w2"] + p["b2"])

    params = {k: torch.tensor(v, dtype=torch.float64) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in torch.func.grad(net)(params).items()}
