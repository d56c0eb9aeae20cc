import math
import numpy as np


class Column:
    __slots__ = ("g", "b", "eps", "hat", "s")

    def __init__(self, g, b, eps):
        self.g, self.b, self.eps = float(g), float(b), eps

    def __call__(self, col):
        m = math.fsum(col) / col.size
        v = math.fsum((t - m) ** 2 for t in col) / col.size
        self.s = math.sqrt(v + self.eps)
        self.hat = [(t - m) / self.s for t in col]
        return [self.g * t + self.b for t in self.hat]

    def back(self, d):
        n = len(d)
        db = math.fsum(d)
        dg = math.fsum(p * q for p, q in zip(d, self.hat))
        return [self.g / self.s * (p - db / n - q * dg / n) for p, q in zip(d, self.hat)], dg, db


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    columns = [Column(g, b, eps) for g, b in zip(gamma, beta)]
    it = iter(columns)
    out = np.apply_along_axis(lambda c: next(it)(c), 0, x)
    return out, columns


def batch_norm_backward(dout, cache):
    parts = [c.back(d.tolist()) for c, d in zip(cache, dout.T)]
    dx, dgamma, dbeta = zip(*parts)
    return [np.array(dx).T, np.array(dgamma), np.array(dbeta)]
