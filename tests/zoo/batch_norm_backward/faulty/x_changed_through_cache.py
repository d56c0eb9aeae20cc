import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    sd = np.sqrt(x.var(axis=0) + eps)
    return gamma * (x - mu) / sd + beta, {"x": x, "mu": mu, "sd": sd, "gamma": gamma}


def batch_norm_backward(dout, cache):
    x, mu, sd, gamma = cache["x"], cache["mu"], cache["sd"], cache["gamma"]
    N = x.shape[0]
    x -= mu
    dgamma = np.sum(dout * x, axis=0) / sd
    dbeta = np.sum(dout, axis=0)
    dx = gamma / sd * (dout - dbeta / N - x / sd * dgamma / N)
    return dx, dgamma, dbeta
