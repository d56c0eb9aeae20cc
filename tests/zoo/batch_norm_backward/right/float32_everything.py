import numpy as np

DT = np.float32


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x = np.asarray(x, dtype=DT)
    gamma = np.asarray(gamma, dtype=DT)
    beta = np.asarray(beta, dtype=DT)
    mu = x.mean(axis=0)
    xc = x - mu
    var = (xc * xc).mean(axis=0)
    rstd = DT(1) / np.sqrt(var + DT(eps))
    xhat = xc * rstd
    return xhat * gamma + beta, (xhat, rstd, gamma)


def batch_norm_backward(dout, cache):
    xhat, rstd, gamma = cache
    dout = np.asarray(dout, dtype=DT)
    dg = (dout * xhat).sum(axis=0)
    db = dout.sum(axis=0)
    dxhat = dout * gamma
    dx = rstd * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0))
    return dx, dg, db
