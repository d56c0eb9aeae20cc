import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean, var = x.mean(axis=0), x.var(axis=0)
    rstd = (var + 1e-5) ** -0.5
    norm = (x - mean) * rstd
    return norm * gamma + beta, (norm, rstd, gamma)


def batch_norm_backward(dout, cache):
    norm, rstd, gamma = cache
    dnorm = dout * gamma
    dx = rstd * (dnorm - dnorm.mean(axis=0) - norm * (dnorm * norm).mean(axis=0))
    return dx, (dout * norm).sum(axis=0), dout.sum(axis=0)
