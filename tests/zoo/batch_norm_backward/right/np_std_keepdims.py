import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = np.mean(x, axis=0, keepdims=True)
    std = np.sqrt(np.std(x, axis=0, keepdims=True) ** 2 + eps)
    norm = (x - mean) / std
    out = np.multiply(gamma, norm) + beta
    cache = {"norm": norm, "std": std, "gamma": np.reshape(gamma, (1, -1))}
    return out, cache


def batch_norm_backward(dout, cache):
    norm, std, gamma = cache["norm"], cache["std"], cache["gamma"]
    N = norm.shape[0]
    dgamma = np.sum(dout * norm, axis=0, keepdims=True)   # (1, D)
    dbeta = np.sum(dout, axis=0, keepdims=True)           # (1, D)
    dnorm = dout * gamma
    dx = (N * dnorm - np.sum(dnorm, axis=0, keepdims=True)
          - norm * np.sum(dnorm * norm, axis=0, keepdims=True)) / (N * std)
    return dx, dgamma, dbeta
