import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    c = x - x.mean(0)
    var = (c * c).mean(0)
    unit = c / np.sqrt(var)
    ratio = np.sqrt(var / (var + eps))
    return gamma * ratio * unit + beta, (unit, ratio, np.sqrt(var + eps), gamma)


def batch_norm_backward(dout, cache):
    unit, ratio, std, gamma = cache
    dgamma = (dout * unit * ratio).sum(0)
    d = dout * gamma
    return (d - d.mean(0) - unit * ratio ** 2 * (d * unit).mean(0)) / std, dgamma, dout.sum(0)
