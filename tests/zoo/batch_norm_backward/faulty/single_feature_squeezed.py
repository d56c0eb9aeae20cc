import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    inv = 1 / np.sqrt(x.var(0, keepdims=True) + eps)
    xhat = (x - x.mean(0, keepdims=True)) * inv
    return np.squeeze(gamma * xhat + beta), (xhat, inv, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    dout = dout.reshape(xhat.shape)
    dbeta, dgamma = dout.sum(0, keepdims=True), (dout * xhat).sum(0, keepdims=True)
    dx = gamma * inv * (dout - dbeta / len(dout) - xhat * dgamma / len(dout))
    return np.squeeze(dx), np.squeeze(dgamma), np.squeeze(dbeta)
