import numpy as np


def frozen(a):
    a = a[::-1].copy()[::-1]
    a.setflags(write=False)
    return a


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    xt = np.array(x, dtype=np.float64, order="F", copy=True)
    xt.setflags(write=False)
    centred = xt - xt.mean(axis=0)
    scale = np.sqrt((centred * centred).mean(axis=0) + eps)
    z = centred / scale
    return frozen(np.asfortranarray(z * gamma + beta)), (z, scale, np.broadcast_to(gamma, x.shape))


def batch_norm_backward(dout, cache):
    z, scale, gamma = cache
    g = dout * gamma
    dx = (g - g.mean(0) - z * (g * z).mean(0)) / scale
    return frozen(dx), frozen((dout * z).sum(0)), frozen(dout.sum(0))
