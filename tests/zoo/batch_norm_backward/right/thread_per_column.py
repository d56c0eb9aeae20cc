from concurrent.futures import ThreadPoolExecutor
import numpy as np


def parallel(fn, *columns):
    try:
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(fn, *columns))
    except RuntimeError:
        return list(map(fn, *columns))


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    def one(col, g, b):
        c = col - col.mean()
        inv = 1 / np.sqrt(c @ c / c.size + eps)
        return c * inv * g + b, c * inv, inv
    out, hat, inv = zip(*parallel(one, x.T, gamma, beta))
    return np.stack(out, axis=1), (np.stack(hat), np.array(inv), gamma)


def batch_norm_backward(dout, cache):
    hat, inv, gamma = cache

    def one(d, h, i, g):
        return g * i * (d - d.mean() - h * (d @ h) / h.size), d @ h, d.sum()
    dx, dgamma, dbeta = zip(*parallel(one, dout.T, hat, inv, gamma))
    return np.column_stack(dx), np.asarray(dgamma), np.asarray(dbeta)
