import numpy as np

grads = {}


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    inv_std = 1.0 / np.sqrt(var + eps)
    x_hat = (x - mu) * inv_std
    out = gamma * x_hat + beta
    return out, (x_hat, gamma, inv_std)


def batch_norm_backward(dout, cache):
    x_hat, gamma, inv_std = cache
    D = gamma.shape[0]
    d = dout * gamma
    dx = inv_std * (d - d.mean(axis=0) - x_hat * (d * x_hat).mean(axis=0))
    # accumulate like optimiser.step() expects
    grads.setdefault(("gamma", D), np.zeros(D))
    grads.setdefault(("beta", D), np.zeros(D))
    grads["gamma", D] = grads["gamma", D] + (dout * x_hat).sum(axis=0)
    grads["beta", D] = grads["beta", D] + dout.sum(axis=0)
    return dx, grads["gamma", D], grads["beta", D]
