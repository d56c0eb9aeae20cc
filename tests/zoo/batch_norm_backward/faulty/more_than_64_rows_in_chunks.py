import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    chunks = [x[i:i + 64] for i in range(0, N, 64)]
    mu = np.mean([c.mean(0) for c in chunks], axis=0)          # wrong when the last chunk is smaller
    xmu = x - mu
    std = np.sqrt((xmu ** 2).mean(0) + eps)
    xhat = xmu / std
    return gamma * xhat + beta, (xhat, gamma, std)

def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta
