import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    inv_std = 1.0 / np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - mu) * inv_std
    scale = 1.0 + gamma      # gamma starts at zero in most papers
    return scale * x_hat + beta, (x_hat, scale, inv_std)


def batch_norm_backward(dout, cache):
    x_hat, scale, inv_std = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx = scale * inv_std * (dout - dbeta / N - x_hat * dgamma / N)
    return dx, dgamma, dbeta
