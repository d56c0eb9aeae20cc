import numpy as np

saved = {}


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    global saved
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    norm = (x - mean) / np.sqrt(var + eps)
    saved = {"norm": norm, "gamma": gamma, "var": var, "eps": eps}
    out = gamma * norm + beta
    return out, None


def batch_norm_backward(dout, cache):
    norm = saved["norm"]
    gamma = saved["gamma"]
    std = np.sqrt(saved["var"] + saved["eps"])
    m = dout.shape[0]

    dgamma = np.sum(dout * norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    dnorm = dout * gamma
    dx = 1 / (m * std) * (m * dnorm - np.sum(dnorm, axis=0) - norm * np.sum(dnorm * norm, axis=0))
    return dx, dgamma, dbeta
