import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    eps = eps or 1e-5
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    xhat = (x - mu) / std
    out = gamma * xhat + beta
    return out, (x, xhat, gamma, mu, var, std, eps)

def batch_norm_backward(dout, cache):
    x, xhat, gamma, mu, var, std, eps = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta
