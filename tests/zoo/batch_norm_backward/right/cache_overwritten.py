import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    xhat = x - x.mean(axis=0)           # fresh array
    std = np.sqrt((xhat ** 2).mean(axis=0) + eps)
    xhat /= std
    out = xhat * gamma
    out += beta
    return out, {"xhat": xhat, "scale": gamma / std}


def batch_norm_backward(dout, cache):
    xhat = cache["xhat"]
    dgamma = np.einsum("ij,ij->j", dout, xhat)
    dbeta = dout.sum(axis=0)
    # memory is expensive: xhat is not needed any more, so write dx into it
    N = len(dout)
    xhat *= -dgamma / N
    xhat += dout
    xhat -= dbeta / N
    xhat *= cache["scale"]
    return xhat, dgamma, dbeta
