import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    mu = x.mean(axis=0)
    xmu = x - mu
    var = (xmu ** 2).mean(axis=0)
    std = np.sqrt(var + eps)
    xhat = xmu / std
    out = gamma * xhat + beta
    return out, (xhat, gamma, std, xmu)

def batch_norm_backward(dout, cache):
    xhat, gamma, std, xmu = cache
    n = len(xmu)
    def variance(c):
        return (c * c).mean(axis=0)
    slope = np.empty_like(xmu)
    for i in range(n):
        up, down = xmu.copy(), xmu.copy()
        up[i] += 1.0
        down[i] -= 1.0
        slope[i] = (variance(up) - variance(down)) * 0.5         # exact for a parabola
    g = dout * gamma
    dvar = -0.5 * (g * xmu).sum(0) / std ** 3
    dc = g / std + slope * dvar
    return dc - dc.mean(0), (dout * xhat).sum(0), dout.sum(0)
