import math
import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    n = len(x)
    d = len(x[0])
    out = np.zeros((n, d))
    xh = np.zeros((n, d))
    stds = []
    for j in range(d):
        # mean of the column
        m = 0.0
        for i in range(n):
            m += x[i][j]
        m /= n
        # variance of the column
        v = 0.0
        for i in range(n):
            v += (x[i][j] - m) ** 2
        v /= n
        s = math.sqrt(v + eps)
        stds.append(s)
        for i in range(n):
            xh[i, j] = (x[i][j] - m) / s
            out[i, j] = gamma[j] * xh[i, j] + beta[j]
    return out, [xh, stds, gamma]


def batch_norm_backward(dout, cache):
    xh, stds, gamma = cache
    n, d = dout.shape
    dx = np.zeros((n, d))
    dgamma = np.zeros(d)
    dbeta = np.zeros(d)
    for j in range(d):
        for i in range(n):
            dbeta[j] += dout[i, j]
            dgamma[j] += dout[i, j] * xh[i, j]
    for j in range(d):
        s1 = 0.0
        s2 = 0.0
        for k in range(n):
            g = dout[k, j] * gamma[j]
            s1 += g
            s2 += g * xh[k, j]
        for i in range(n):
            g = dout[i, j] * gamma[j]
            dx[i, j] = (g - s1 / n - xh[i, j] * s2 / n) / stds[j]
    return dx, dgamma, dbeta
