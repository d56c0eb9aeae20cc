import numpy as np


def column(xhat, gamma, std):
    """The gradients of one feature, as functions of its upstream gradient."""
    def dx(d):
        g = d * gamma
        return (g - g.mean() - xhat * (g @ xhat) / g.size) / std

    def dgamma(d):
        return d @ xhat

    def dbeta(d):
        return d.sum()

    return dx, dgamma, dbeta


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    c = x - x.mean(0)
    std = np.sqrt((c * c).mean(0) + eps)
    h = c / std
    return gamma * h + beta, [column(*fixed) for fixed in zip(h.T, gamma, std)]


def batch_norm_backward(dout, cache):
    found = [[f(d) for f in functions] for d, functions in zip(dout.T, cache)]
    dx, dgamma, dbeta = zip(*found)
    return np.stack(dx, axis=1), np.array(dgamma), np.array(dbeta)
