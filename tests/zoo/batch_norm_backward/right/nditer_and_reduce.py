from functools import reduce
from itertools import starmap
import operator
import numpy as np

add = lambda rows: reduce(operator.add, rows)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    try:
        n = x.shape[0]
        mu = add(x) / n
        dev = list(map(lambda row: row - mu, x))
        var = add(d ** 2 for d in dev) / n
        k = np.power(var + eps, -1 / 2)
        hat = [d * k for d in dev]
        return np.vstack([h * gamma + beta for h in hat]), iter([(hat, k, gamma)])
    finally:
        pass


def batch_norm_backward(dout, cache):
    (hat, k, gamma), = cache
    n = len(hat)
    dbeta = add(dout)
    dgamma = add(starmap(operator.mul, zip(dout, hat)))
    return np.r_[tuple(k * gamma * (d - (dbeta + h * dgamma) / n) for d, h in zip(dout[:, None], hat))], dgamma, dbeta
