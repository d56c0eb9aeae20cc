import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    stack = []
    xm = x - x.mean(axis=0)
    stack.append(xm)
    v = (xm * xm).mean(axis=0) + eps
    stack.append(v)
    inv = v ** -0.5
    stack.append(inv)
    xh = xm * inv
    stack.append(xh)
    stack.append(gamma)
    return gamma * xh + beta, stack


def batch_norm_backward(dout, cache):
    N = float(dout.shape[0])
    gamma = cache.pop()
    xh = cache.pop()
    inv = cache.pop()
    v = cache.pop()
    xm = cache.pop()
    assert not cache

    dbeta = dout.sum(axis=0)
    dgamma = (dout * xh).sum(axis=0)
    dxh = dout * gamma
    dinv = (dxh * xm).sum(axis=0)
    dv = dinv * -0.5 * v ** -1.5
    dxm = dxh * inv + dv * 2 * xm / N
    dx = dxm - dxm.sum(axis=0) / N
    return dx, dgamma, dbeta
