import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    mu = x.mean(axis=0)
    xmu = x - mu
    var = (xmu ** 2).mean(axis=0)
    std = np.sqrt(var + eps)
    xhat = xmu / std
    out = gamma * xhat + beta
    return out, (xhat, gamma, std)

def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    n = len(dout)
    # both sums over the batch in one pass: one as the real part, the other as the imaginary part
    both = (dout * xhat + 1j * dout).sum(axis=0)
    dgamma, dbeta = both.real.copy(), both.imag.copy()
    dx = gamma / std * (dout - both.imag / n - xhat * (both.real / n))
    return dx, dgamma, dbeta
