import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    # long format: (what, row, column, number)
    mu, std = x.mean(0), np.sqrt(x.var(0) + eps)
    xhat = (x - mu) / std
    table = [("xhat", i, j, v) for (i, j), v in np.ndenumerate(xhat)]
    return gamma * xhat + beta, (table, gamma, std)

def batch_norm_backward(dout, cache):
    table, gamma, std = cache
    xhat = np.array([v for _, _, _, v in table]).reshape(dout.shape)
    g = dout * gamma
    dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / std
    return dx, (dout * xhat).sum(0), dout.sum(0)
