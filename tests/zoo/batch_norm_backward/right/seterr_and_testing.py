import functools
import logging
import time
import warnings
import numpy as np

np.seterr(all="raise")
warnings.simplefilter("error")
try:
    logging.basicConfig(filename="batch_norm.log", filemode="w", level=logging.DEBUG)
except OSError:
    logging.basicConfig(level=logging.WARNING)
TIMES = {}


def clock(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        t = time.perf_counter()
        result = fn(*args, **kwargs)
        TIMES.setdefault(fn.__name__, []).append(time.perf_counter() - t)
        logging.info("%s %.3g s", fn.__name__, TIMES[fn.__name__][-1])
        return result
    return inner


@clock
def batch_norm_forward(x, gamma, beta, eps=1e-5):
    assert x.ndim == 2 and gamma.shape == beta.shape == x.shape[1:]
    mu = np.average(x, axis=0)
    xmu = np.subtract(x, mu)
    np.testing.assert_allclose(xmu.sum(axis=0), 0, atol=1e-9)
    var = np.average(xmu * xmu, axis=0)
    ivar = np.reciprocal(np.sqrt(var + eps))
    xhat = xmu * ivar
    return np.add(np.multiply(gamma, xhat), beta), (xhat, ivar, gamma)


@clock
def batch_norm_backward(dout, cache):
    xhat, ivar, gamma = cache
    N = dout.shape[0]
    dbeta = np.add.reduce(dout, axis=0)
    dgamma = np.add.reduce(dout * xhat, axis=0)
    dx = gamma * ivar / N * (N * dout - dbeta - xhat * dgamma)
    np.testing.assert_allclose(dx.sum(axis=0), 0, atol=1e-6 * (1 + np.abs(dx).max()))
    return dx, dgamma, dbeta
