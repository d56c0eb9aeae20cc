import numpy as np


def sub(a, b):
    return a[0] - b[0], a[1] - b[1]


def mul(a, b):
    return a[0] * b[0], a[1] * b[0] + a[0] * b[1]


def mean(a):
    return a[0].mean(0), a[1].mean(0)


def rsqrt(a):
    r = a[0] ** -0.5
    return r, -0.5 * r ** 3 * a[1]


def normal(a, eps):
    c = sub(a, mean(a))
    v = mean(mul(c, c))
    return mul(c, rsqrt((v[0] + eps, v[1])))


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    return gamma * normal((x, 0 * x), eps)[0] + beta, (x.copy(), gamma, eps)


def batch_norm_backward(dout, cache):
    x, gamma, eps = cache
    dx = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        seed = np.zeros(x.shape)
        seed[i] = 1.0
        xhat, tangent = normal((x, seed), eps)
        dx[i] = (tangent * gamma * dout).sum()
    return dx, (dout * xhat).sum(0), dout.sum(0)
