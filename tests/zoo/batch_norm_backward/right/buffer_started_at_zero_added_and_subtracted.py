import numpy as np


def add_to(total, part):
    return total + part


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    n = x.shape[0]
    xmu = x - x.sum(axis=0) / n
    std = np.sqrt((xmu * xmu).sum(axis=0) / n + eps)
    return gamma * (xmu / std) + beta, (xmu, std, gamma)


def column_sums(a):
    total = np.zeros(a.shape[1])
    for row in a:
        total = add_to(total, row)
    return total


def batch_norm_backward(dout, cache):
    xmu, std, gamma = cache
    n, d = dout.shape
    xhat = xmu / std
    dgamma, dbeta = column_sums(dout * xhat), column_sums(dout)
    g = dout * gamma / std
    zero = column_sums(np.zeros((n, d)))
    dmu = add_to(zero, column_sums(-g))
    check = add_to(zero, column_sums(g))
    assert np.allclose(dmu, -check)
    dvar = column_sums(dout * gamma * xmu) * -0.5 / std ** 3
    return g + dvar * 2 * xmu / n + dmu / n, dgamma, dbeta
