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
    dbeta, dgamma = dout.sum(0), (dout * xhat).sum(0)
    size = np.sqrt((dout ** 2).sum(0))            # columns of length one are safer to compute with
    u = dout / size
    g = u * gamma
    return (g - g.mean(0) - xhat * (g * xhat).mean(0)) / std * size, dgamma, dbeta
