import numpy as np
import torch
from torch.func import vjp


def bn(x, gamma, beta, eps):
    mu = x.mean(dim=0)
    var = ((x - mu) ** 2).mean(dim=0)
    return gamma * (x - mu) / (var + eps).sqrt() + beta


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    args = [torch.from_numpy(np.array(a)) for a in (x, gamma, beta)]
    return bn(*args, eps).numpy(), (args, eps)


def batch_norm_backward(dout, cache):
    args, eps = cache
    _, pull = vjp(lambda *a: bn(*a, eps), *args)
    dx, dgamma, dbeta = pull(torch.from_numpy(np.array(dout)))
    return dx.numpy(), dgamma.numpy(), dbeta.numpy()
