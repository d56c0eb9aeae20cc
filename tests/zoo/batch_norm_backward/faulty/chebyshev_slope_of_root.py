import numpy as np
from numpy.polynomial import Chebyshev

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    mu = x.mean(axis=0)
    xmu = x - mu
    var = (xmu ** 2).mean(axis=0)
    std = np.sqrt(var + eps)
    xhat = xmu / std
    out = gamma * xhat + beta
    return out, (xhat, gamma, xmu, var, eps)

def batch_norm_backward(dout, cache):
    xhat, gamma, xmu, var, eps = cache
    g = dout * gamma
    std = np.sqrt(var + eps)
    dvar = np.empty_like(var)
    for j, v in enumerate(var):
        p = Chebyshev.interpolate(lambda t: (t + eps) ** -0.5, 24, domain=[0.9 * v, 1.1 * v + 0.1 * eps])
        dvar[j] = (g[:, j] * xmu[:, j]).sum() * p.deriv()(v)
    dc = g / std + 2 * xmu * dvar / len(xmu)
    return dc - dc.mean(0), (dout * xhat).sum(0), dout.sum(0)
