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
    def loss(b):
        return (dout * (gamma * xhat + b)).sum(axis=0)
    dbeta = loss(1.0) - loss(0.0)                 # a difference with step one
    dgamma = (dout * xhat).sum(axis=0)
    g = dout * gamma
    return (g - g.mean(0) - xhat * (g * xhat).mean(0)) / std, dgamma, dbeta
