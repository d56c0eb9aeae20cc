import numpy as np

# ---- forward -------------------------------------------------

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    avg = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    root = np.sqrt(var + eps)
    norm = (x - avg) / root
    return gamma * norm + beta, (x - avg, root, norm, gamma)

# ---- backward ------------------------------------------------

def batch_norm_backward(dout, cache):
    dev, root, norm, gamma = cache
    n = dev.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * norm, axis=0)
    dnorm = dout * gamma
    droot = np.sum(dnorm * dev * (-1 / root ** 2), axis=0)
    dvar = droot / root
    ddev = dnorm / root + dvar * 2 * dev / n
    davg = -np.sum(ddev, axis=0)
    dx = ddev + davg / n
    return dx, dgamma, dbeta
