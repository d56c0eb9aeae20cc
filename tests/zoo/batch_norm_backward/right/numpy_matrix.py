import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    X = np.matrix(x, copy=True)
    N = X.shape[0]
    one = np.matrix(np.ones((1, N)))
    mu = one * X / N
    C = X - one.T * mu
    var = one * np.power(C, 2) / N
    inv = np.power(var + eps, -0.5)
    hat = np.multiply(C, one.T * inv)
    out = np.multiply(hat, gamma) + beta
    return np.asarray(out), (hat, inv, np.matrix(gamma), one)


def batch_norm_backward(dout, cache):
    hat, inv, g, one = cache
    D = np.matrix(dout)
    N = D.shape[0]
    db = one * D
    dg = one * np.multiply(D, hat)
    inner = D - one.T * db / N - np.multiply(hat, one.T * dg) / N
    return np.asarray(np.multiply(inner, one.T * np.multiply(g, inv))), np.asarray(dg).ravel(), np.asarray(db).ravel()
