import functools
import logging
import time
from typing import NamedTuple

import numpy as np

log = logging.getLogger("bn")


def timed(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        start = time.perf_counter()
        try:
            return fn(*args, **kwargs)
        finally:
            log.debug("%s took %.3g s", fn.__name__, time.perf_counter() - start)
    return inner


class Saved(NamedTuple):
    normalized: np.ndarray
    std: np.ndarray
    gamma: np.ndarray
    eps: float


@timed
def batch_norm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    normalized = (x - x.mean(axis=0)) / std
    return gamma * normalized + beta, Saved(normalized, std, gamma, eps)


@timed
def batch_norm_backward(dout, cache):
    grad_normalized = dout * cache.gamma
    projection = (grad_normalized * cache.normalized).mean(axis=0)
    dx = (grad_normalized - grad_normalized.mean(axis=0) - cache.normalized * projection) / cache.std
    return dx, (dout * cache.normalized).sum(axis=0), dout.sum(axis=0)
