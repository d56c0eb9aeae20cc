import numpy as np


class BN:
    def forward(self, x, gamma, beta, eps):
        self.gamma = gamma
        self.sigma = np.sqrt(x.var(axis=0) + eps)
        self.output = (x - x.mean(axis=0)) / self.sigma,
        return gamma * self.output[0] + beta

    def backward(self, dout):
        xhat = self.output[0]
        n = len(xhat)
        d = dout * self.gamma
        self.dx = (d - d.sum(axis=0) / n - xhat * (d * xhat).sum(axis=0) / n) / self.sigma
        self.dgamma = (dout * xhat[0]).sum(axis=0)
        self.dbeta = dout.sum(axis=0)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    bn = BN()
    return bn.forward(x, gamma, beta, eps), bn


def batch_norm_backward(dout, cache):
    cache.backward(dout)
    return cache.dx, cache.dgamma, cache.dbeta
