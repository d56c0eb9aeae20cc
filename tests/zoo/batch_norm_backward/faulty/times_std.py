import numpy as np

class Cache:
    pass

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    c = Cache()
    c.std = np.sqrt(np.var(x, axis=0) + eps)
    c.xhat = (x - np.mean(x, axis=0)) / c.std
    c.gamma = gamma
    return c.xhat * gamma + beta, c

def batch_norm_backward(dout, cache):
    c = cache
    N = dout.shape[0]
    dgamma = np.sum(dout * c.xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = c.gamma * c.std * (dout - dbeta / N - c.xhat * dgamma / N)
    return dx, dgamma, dbeta
