import numpy as np
import torch
from torch import nn


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    out = gamma * (x - mean) / std + beta
    return out, (x, gamma, beta, eps)


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps = cache
    bn = nn.BatchNorm1d(x.shape[1], eps=eps).double()
    with torch.no_grad():
        bn.weight.copy_(torch.tensor(gamma))
        bn.bias.copy_(torch.tensor(beta))
    xt = torch.tensor(x, requires_grad=True)
    bn(xt).backward(torch.tensor(dout))
    return xt.grad.numpy(), bn.weight.grad.numpy(), bn.bias.grad.numpy()
