import numpy as np
import torch
import torch.nn.functional as F


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mu) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x_hat, gamma, var, eps)


def batch_norm_backward(dout, cache):
    x_hat, gamma, var, eps = cache
    N = dout.shape[0]
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(0) - x_hat * np.sum(dx_hat * x_hat, axis=0) / N) / np.sqrt(var + eps)
    return dx, dgamma, dbeta


def numerical_gradient(f, a, h=1e-6):
    g = np.zeros_like(a)
    it = np.nditer(a, flags=["multi_index"])
    for _ in it:
        i = it.multi_index
        old = a[i]
        a[i] = old + h
        up = f()
        a[i] = old - h
        down = f()
        a[i] = old
        g[i] = (up - down) / (2 * h)
    return g


# ---- check against finite differences and against torch ----
rng = np.random.default_rng(3)
x, gamma, beta, dout = rng.normal(size=(6, 4)), rng.normal(size=4), rng.normal(size=4), rng.normal(size=(6, 4))
out, cache = batch_norm_forward(x, gamma, beta)
dx, dgamma, dbeta = batch_norm_backward(dout, cache)
loss = lambda: np.sum(batch_norm_forward(x, gamma, beta)[0] * dout)
print("dx error (numeric):", abs(numerical_gradient(loss, x) - dx).max())
print("dgamma error (numeric):", abs(numerical_gradient(loss, gamma) - dgamma).max())

xt = torch.tensor(x, requires_grad=True)
gt = torch.tensor(gamma, requires_grad=True)
bt = torch.tensor(beta, requires_grad=True)
F.batch_norm(xt, None, None, gt, bt, training=True).backward(torch.tensor(dout))
print("dx error (torch):", abs(xt.grad.numpy() - dx).max())
assert np.allclose(xt.grad.numpy(), dx) and np.allclose(gt.grad.numpy(), dgamma) and np.allclose(bt.grad.numpy(), dbeta)
