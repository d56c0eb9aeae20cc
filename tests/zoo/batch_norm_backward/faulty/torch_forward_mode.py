import numpy as np
import torch
import torch.autograd.forward_ad as fwAD


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    out = gamma * (x - mean) / std + beta
    return out, (x, gamma, beta, eps)


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps = cache
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    X, G, U = torch.tensor(np.array(x)), torch.tensor(np.array(gamma)), torch.tensor(np.array(dout))
    dx = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        tangent = torch.zeros_like(X)
        tangent[i] = 1.0
        with fwAD.dual_level():
            a = fwAD.make_dual(X, tangent)
            c = a - a.mean(0)
            y = (G * c * (c.pow(2).mean(0) + eps).rsqrt() * U).sum()
            dx[i] = fwAD.unpack_dual(y).tangent.item()
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
