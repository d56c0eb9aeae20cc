import numpy as np


def checked(name, value, shape):
    """Hands the value on after looking at its shape."""
    assert value.shape == shape, f"{name}: {value.shape}"
    return value


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    xmu = x - mu
    ivar = 1 / np.sqrt((xmu ** 2).mean(axis=0) + eps)
    return gamma * xmu * ivar + beta, (xmu, ivar, gamma)


def batch_norm_backward(dout, cache):
    xmu, ivar, gamma = cache
    N, D = dout.shape
    ones = np.ones((N, D))
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xmu * ivar).sum(axis=0)
    dxhat = checked("dxhat", dout * gamma, (N, D))
    direct = checked("direct", dxhat * ivar, (N, D))
    dvar = -0.5 * ivar ** 3 * (dxhat * xmu).sum(axis=0)
    through_var = checked("through the variance", 2 / N * xmu * dvar, (N, D))
    towards_mean = checked("towards the mean", -direct, (N, D))
    mean_of_var = checked("the mean inside the variance (0)", ones * -through_var.mean(axis=0), (N, D))
    through_mean = checked("through the mean", ones * towards_mean.mean(axis=0) + mean_of_var, (N, D))
    return checked("dx", direct + through_var + through_mean, (N, D)), dgamma, dbeta
