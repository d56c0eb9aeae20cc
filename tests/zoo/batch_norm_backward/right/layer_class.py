import numpy as np


class BatchNorm1d:
    def __init__(self, gamma, beta, eps):
        self.gamma = gamma
        self.beta = beta
        self.eps = eps

    def forward(self, x):
        self.N = x.shape[0]
        self.x_centered = x - np.mean(x, axis=0, keepdims=True)
        self.var = np.mean(self.x_centered ** 2, axis=0, keepdims=True)
        self.std = np.sqrt(self.var + self.eps)
        self.x_norm = self.x_centered / self.std
        return self.gamma * self.x_norm + self.beta

    def backward(self, grad):
        self.dbeta = np.sum(grad, axis=0)
        self.dgamma = np.sum(grad * self.x_norm, axis=0)
        d_norm = grad * self.gamma
        d_var = np.sum(d_norm * self.x_centered, axis=0, keepdims=True) * -0.5 / self.std ** 3
        d_mean = -np.sum(d_norm / self.std, axis=0, keepdims=True) \
            - 2.0 * d_var * np.mean(self.x_centered, axis=0, keepdims=True)
        self.dx = d_norm / self.std + d_var * 2.0 * self.x_centered / self.N + d_mean / self.N
        return self.dx


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    layer = BatchNorm1d(gamma, beta, eps)
    return layer.forward(x), layer


def batch_norm_backward(dout, cache):
    cache.backward(dout)
    return cache.dx, cache.dgamma, cache.dbeta
