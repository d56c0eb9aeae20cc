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
    D = len(gamma)
    forward = lambda g, b: float((dout * (g * xhat + b)).sum())
    zero = np.zeros(D)
    base = forward(gamma, zero)
    # the loss is linear in gamma and beta: a step of one gives the slope exactly
    dgamma = np.array([forward(gamma + np.eye(D)[j], zero) - base for j in range(D)])
    dbeta = np.array([forward(gamma, np.eye(D)[j]) - base for j in range(D)])
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta
