from math import exp

import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


def net(x, w1, b1, w2, b2):
    h = 1 / (1 + exp(-(x * w1 + b1)))
    return 1 / (1 + exp(-(h * w2 + b2)))


def forward(x, w1, b1, w2, b2):
    return net(x, w1, b1, w2, b2), {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2}


def rate(values, name, step):
    up = net(**{**values, name: values[name] + step})
    down = net(**{**values, name: values[name] - step})
    return (up - down) / (2 * step)


def backward(df, cache):
    res = {}
    for name in ("w1", "b1", "w2", "b2"):
        d = [rate(cache, name, 0.02 / 2 ** k) for k in range(4)]
        for level in range(1, 4):
            d = [(4 ** level * fine - coarse) / (4 ** level - 1) for coarse, fine in zip(d, d[1:])]
        res[name] = df * d[0]
    return res


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        h = torch.sigmoid(x * p["w1"] + p["b1"])
        return torch.sigmoid(h * p["w2"] + p["b2"])

    params = {k: torch.tensor(v, dtype=torch.float64) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in torch.func.grad(net)(params).items()}
