import numpy as np


class MeanGate:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=0)

    def backward(self, d):
        return np.ones(self.shape) * d / self.shape[0]


class SubGate:
    def forward(self, a, b):
        return a - b

    def backward(self, d):
        return d, -d.sum(axis=0)


class SquareGate:
    def forward(self, a):
        self.a = a
        return a * a

    def backward(self, d):
        return 2 * self.a * d


class RsqrtGate:
    """1 / sqrt(v + eps)"""

    def __init__(self, eps):
        self.eps = eps

    def forward(self, v):
        self.v = v
        self.r = 1 / np.sqrt(v + self.eps)
        return self.r

    def backward(self, d):
        return d * (-0.5) * self.r ** 3


class MulGate:
    def forward(self, a, row):
        self.a, self.row = a, row
        return a * row

    def backward(self, d):
        return d * self.row, (d * self.a).sum(axis=0)


class AddGate:
    def forward(self, a, row):
        return a + row

    def backward(self, d):
        return d, d.sum(axis=0)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    g = {
        "mean": MeanGate(), "sub": SubGate(), "sq": SquareGate(), "var": MeanGate(),
        "rsqrt": RsqrtGate(eps), "norm": MulGate(), "scale": MulGate(), "shift": AddGate(),
    }
    mu = g["mean"].forward(x)
    xc = g["sub"].forward(x, mu)
    var = g["var"].forward(g["sq"].forward(xc))
    r = g["rsqrt"].forward(var)
    xhat = g["norm"].forward(xc, r)
    y = g["scale"].forward(xhat, gamma)
    return g["shift"].forward(y, beta), g


def batch_norm_backward(dout, cache):
    g = cache
    dy, dbeta = g["shift"].backward(dout)
    dxhat, dgamma = g["scale"].backward(dy)
    dxc, dr = g["norm"].backward(dxhat)
    dvar = g["rsqrt"].backward(dr)
    dsq = g["var"].backward(dvar)
    dxc = dxc + g["sq"].backward(dsq)
    dx, dmu = g["sub"].backward(dxc)
    dx = dx + g["mean"].backward(dmu)
    return dx, dgamma, dbeta
