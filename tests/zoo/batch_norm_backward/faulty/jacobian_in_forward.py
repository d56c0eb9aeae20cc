import numpy as np
import torch


def torch_bn(x, eps):
    centred = x - x.mean(0)
    return centred / torch.sqrt((centred ** 2).mean(0) + eps)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    t = torch.tensor(np.array(x))
    xhat = torch_bn(t, eps).numpy()
    J = torch.autograd.functional.jacobian(lambda a: torch_bn(a, eps), t).numpy()
    return gamma * xhat + beta, (xhat, J, gamma)


def batch_norm_backward(dout, cache):
    xhat, J, gamma = cache
    dx = np.einsum("nd,ndkl->kl", dout * gamma, J)
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
