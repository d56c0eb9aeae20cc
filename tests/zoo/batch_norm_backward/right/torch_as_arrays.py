import numpy as np
import torch

# I am more used to torch tensors than to numpy; all the derivatives are still my own.


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x = torch.tensor(x)
    gamma = torch.tensor(gamma)
    beta = torch.tensor(beta)
    mean = x.mean(dim=0)
    var = x.var(dim=0, unbiased=False)
    inv = torch.rsqrt(var + eps)
    xhat = (x - mean) * inv
    out = gamma * xhat + beta
    return out.numpy(), (xhat, inv, gamma)


def batch_norm_backward(dout, cache):
    xhat, inv, gamma = cache
    dy = torch.tensor(np.array(dout))
    dgamma = (dy * xhat).sum(dim=0)
    dbeta = dy.sum(dim=0)
    g = dy * gamma
    dx = inv * (g - g.mean(dim=0) - xhat * (g * xhat).mean(dim=0))
    return dx.numpy(), dgamma.numpy(), dbeta.numpy()
