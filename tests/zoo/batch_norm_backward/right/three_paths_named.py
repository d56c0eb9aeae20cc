import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """out = gamma * (x - mean) / std + beta"""
    mean = np.average(x, axis=0)
    variance = np.average(np.square(x - mean), axis=0)
    std = np.sqrt(variance + eps)
    normalized = (x - mean) / std
    return gamma * normalized + beta, (x, mean, std, normalized, gamma)


def batch_norm_backward(dout, cache):
    x, mean, std, normalized, gamma = cache
    batch_size = x.shape[0]

    grad_beta = np.add.reduce(dout, axis=0)
    grad_gamma = np.add.reduce(dout * normalized, axis=0)

    grad_normalized = dout * gamma

    direct = grad_normalized / std
    through_mean = -np.add.reduce(grad_normalized, axis=0) / (batch_size * std)
    grad_std = -np.add.reduce(grad_normalized * (x - mean), axis=0) / np.square(std)
    through_variance = grad_std * (x - mean) / (batch_size * std)

    return direct + through_mean + through_variance, grad_gamma, grad_beta
