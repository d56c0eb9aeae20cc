from decimal import Decimal, getcontext
import numpy as np

getcontext().prec = 60
TINY = Decimal(1).scaleb(-25)


def normalise(col, eps):
    n = len(col)
    m = sum(col) / n
    s = (sum((v - m) ** 2 for v in col) / n + eps).sqrt()
    return [(v - m) / s for v in col]


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    cols = [[Decimal(v) for v in c] for c in x.T.tolist()]
    z = np.array([[float(v) for v in normalise(c, Decimal(eps))] for c in cols]).T
    return gamma * z + beta, (cols, z, gamma, Decimal(eps))


def batch_norm_backward(dout, cache):
    cols, z, gamma, eps = cache
    dx = np.empty(z.shape)
    for j, col in enumerate(cols):
        here = normalise(col, eps)
        for i in range(len(col)):
            there = normalise(col[:i] + [col[i] + TINY] + col[i + 1:], eps)
            dx[i, j] = gamma[j] * sum(d * float((b - a).scaleb(25)) for d, a, b in zip(dout[:, j].tolist(), here, there))
    return dx, (dout * z).sum(0), dout.sum(0)
