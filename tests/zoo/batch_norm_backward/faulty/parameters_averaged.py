import numpy as np


class BatchNorm:
    def __init__(self, gamma, beta, eps):
        self.gamma, self.beta, self.eps = gamma, beta, eps

    def forward(self, x):
        self.m = x.shape[0]
        self.std = np.sqrt(x.var(axis=0) + self.eps)
        self.z = (x - x.mean(axis=0)) / self.std
        return self.gamma * self.z + self.beta

    def backward(self, dy):
        self.dgamma = np.sum(dy * self.z, axis=0) / self.m
        self.dbeta = np.sum(dy, axis=0) / self.m
        # both means are already there
        return self.gamma / self.std * (dy - self.dbeta - self.z * self.dgamma)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    bn = BatchNorm(gamma, beta, eps)
    return bn.forward(x), bn


def batch_norm_backward(dout, cache):
    dx = cache.backward(dout)
    return dx, cache.dgamma, cache.dbeta
