import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    return f, (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    db2 = df * f * (1 - f)
    db1 = db2 * w2 * h * (1 - h)
    return {"w1": db1 * x, "b1": db1, "w2": db2 * h, "b2": db2}


class Sigma(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        s = 1 / (1 + torch.exp(-z))
        ctx.save_for_backward(s)
        return s

    @staticmethod
    def backward(ctx, g):
        s, = ctx.saved_tensors
        return g * s * (1 - s)


def torch_gradients(x, w1, b1, w2, b2):
    caught = {}
    leaves = {}
    for name, value in (("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2)):
        leaves[name] = torch.tensor([[value]], dtype=torch.float64).requires_grad_()
        leaves[name].register_hook(lambda g, name=name: caught.__setitem__(name, g.item()))
    h = Sigma.apply(torch.addmm(leaves["b1"], torch.full((1, 1), x, dtype=torch.float64), leaves["w1"]))
    f = Sigma.apply(torch.addmm(leaves["b2"], h, leaves["w2"]))
    torch.autograd.backward([f], [torch.ones_like(f)])
    return caught
