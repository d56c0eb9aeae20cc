import numpy as np


# Var[x] = E[x^2] - E[x]^2 : two running sums are enough
def batch_norm_forward(x, gamma, beta, eps=1e-5):
    n = x.shape[0]
    ex = x.sum(axis=0) / n
    ex2 = (x ** 2).sum(axis=0) / n
    var = ex2 - ex ** 2
    denom = np.sqrt(var + eps)
    xhat = (x - ex) / denom
    return gamma * xhat + beta, (x, ex, denom, xhat, gamma)


def batch_norm_backward(dout, cache):
    x, ex, denom, xhat, gamma = cache
    n = x.shape[0]
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)

    dxhat = dout * gamma
    ddenom = -(dxhat * xhat).sum(axis=0) / denom
    dvar = ddenom / (2 * denom)
    # var = ex2 - ex**2 ; d ex2/dx = 2x/n ; d ex/dx = 1/n.  Both together: 2 (x - ex) / n
    dx = dxhat / denom + dvar * 2 * (x - ex) / n - dxhat.sum(axis=0) / denom / n
    return dx, dgamma, dbeta
