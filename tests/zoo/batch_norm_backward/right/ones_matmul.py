import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N = x.shape[0]
    e = np.ones((N, 1))
    mu = (e.T @ x) / N                       # 1 x D
    xc = x - e @ mu
    var = (e.T @ xc ** 2) / N                # 1 x D
    s = np.sqrt(var + eps)
    xhat = xc / (e @ s)
    out = xhat * (e @ gamma.reshape(1, -1)) + e @ beta.reshape(1, -1)
    return out, (xhat, s, gamma, N)


def batch_norm_backward(dout, cache):
    xhat, s, gamma, N = cache
    e = np.ones((N, 1))
    dbeta = (e.T @ dout).ravel()
    dgamma = (e.T @ (dout * xhat)).ravel()
    dxhat = dout * (e @ gamma.reshape(1, -1))
    dx = (dxhat - e @ (e.T @ dxhat) / N - xhat * (e @ (e.T @ (dxhat * xhat))) / N) / (e @ s)
    return dx, dgamma, dbeta
