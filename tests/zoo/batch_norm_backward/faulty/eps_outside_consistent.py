import numpy as np

# graph: x -> xmu -> sq -> var -> s -> denom -> xhat -> out


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    xmu = x - np.mean(x, axis=0)
    var = np.mean(xmu ** 2, axis=0)
    s = np.sqrt(var)
    denom = s + eps
    xhat = xmu / denom
    out = gamma * xhat + beta
    return out, (xmu, s, denom, xhat, gamma)


def batch_norm_backward(dout, cache):
    xmu, s, denom, xhat, gamma = cache
    N = dout.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    ddenom = np.sum(-dxhat * xmu / denom ** 2, axis=0)
    dvar = ddenom / (2 * s)
    dxmu = dxhat / denom + dvar * 2 * xmu / N
    dx = dxmu - np.mean(dxmu, axis=0)
    return dx, dgamma, dbeta
