import numpy as np

DEBUG = False


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    inv = 1 / np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu) * inv
    return gamma * xhat + beta, (x, gamma, beta, eps, xhat, inv)


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps, xhat, inv = cache
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    dx = inv * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0))

    if DEBUG:
        # compare with central differences, only while developing
        h = 1e-5
        num = np.zeros_like(x)
        for idx in np.ndindex(*x.shape):
            e = np.zeros_like(x)
            e[idx] = h
            plus, _ = batch_norm_forward(x + e, gamma, beta, eps)
            minus, _ = batch_norm_forward(x - e, gamma, beta, eps)
            num[idx] = np.sum((plus - minus) * dout) / (2 * h)
        print("max difference", np.abs(num - dx).max())

    return dx, dgamma, dbeta
