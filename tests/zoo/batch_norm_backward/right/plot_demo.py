import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

np.random.seed(0)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean, var = np.mean(x, 0), np.var(x, 0)
    ivar = np.power(var + eps, -0.5)
    xn = (x - mean) * ivar
    return xn * gamma + beta, {"xn": xn, "ivar": ivar, "gamma": gamma, "mean": mean, "var": var}


def batch_norm_backward(dout, cache):
    xn, ivar, gamma = [cache[k] for k in ("xn", "ivar", "gamma")]
    dgamma, dbeta = np.sum(xn * dout, 0), np.sum(dout, 0)
    dxn = gamma * dout
    dx = ivar * (dxn - np.mean(dxn, 0) - xn * np.mean(xn * dxn, 0))
    return dx, dgamma, dbeta


before = np.random.randn(200, 3) * [1, 5, 0.2] + [0, 10, -3]
after, c = batch_norm_forward(before, np.ones(3), np.zeros(3))
fig, axes = plt.subplots(1, 2, figsize=(7, 3))
axes[0].hist(before, bins=20)
axes[0].set_title("before")
axes[1].hist(after, bins=20)
axes[1].set_title("after")
fig.tight_layout()
plt.close(fig)
