import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}

_NAMES = ("w1", "b1", "w2", "b2")


def forward(*args, **kwargs):
    x, w1, b1, w2, b2, *rest = (*args, *kwargs.values())
    assert not rest
    h = 1.0 / (1.0 + np.exp(-(x * w1 + b1)))
    f = 1.0 / (1.0 + np.exp(-(h * w2 + b2)))
    return f, dict(x=x, h=h, f=f, w2=w2)


def backward(df, cache, /, *_, **__):
    def chain(*, x, h, f, w2):
        yield (d := (c := df * f * (1 - f)) * w2 * h * (1 - h)) * x
        yield d
        yield c * h
        yield c
    return dict(zip(_NAMES, chain(**cache)))

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
