import numpy as np


def _layer(x, gamma, beta, eps):
    """Forward up to the yield, backward after it."""
    mean = x.mean(axis=0)
    inv = 1.0 / np.sqrt(x.var(axis=0) + eps)
    z = (x - mean) * inv
    dout = yield z * gamma + beta
    g = dout * gamma
    yield inv * (g - g.mean(0) - z * (g * z).mean(0)), (dout * z).sum(0), dout.sum(0)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    running = _layer(x, gamma, beta, eps)
    return next(running), running


def batch_norm_backward(dout, cache):
    return cache.send(dout)
