import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    k = 0
    mean = x[k]
    m2 = np.zeros(D)
    for k in range(1, N):
        delta = x[k] - mean
        mean = mean + delta / (k + 1)
        m2 = m2 + delta * (x[k] - mean)
    std = np.sqrt(m2 / N + eps)
    xhat = (x - mean) / std
    return xhat * gamma + beta, (xhat, gamma, std)

def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta
