import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    m = x.mean(0)
    xc = x - m
    v = (xc ** 2).mean(0)
    std = np.sqrt(v + eps)
    z = xc / std
    return gamma * z + beta, {"xc": xc, "std": std, "z": z, "gamma": gamma}


def batch_norm_backward(dout, cache):
    z, std, gamma = cache["z"], cache["std"], cache["gamma"]
    dz = dout * gamma
    dxc = dz / std
    dx = dxc - dxc.mean(0)
    return dx, (dout * z).sum(0), dout.sum(0)
