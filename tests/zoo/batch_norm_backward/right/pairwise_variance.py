import numpy as np

# var = 1/(2 N^2) * sum_{i,k} (x_i - x_k)^2     (exercise sheet 3, question 2)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N = x.shape[0]
    diff = x[:, None, :] - x[None, :, :]            # (N, N, D)
    centred = diff.mean(axis=1)                     # x_i - mean
    var = (diff ** 2).sum(axis=(0, 1)) / (2 * N * N)
    rs = 1 / np.sqrt(var + eps)
    out = gamma * centred * rs + beta
    return out, (diff, centred, rs, gamma)


def batch_norm_backward(dout, cache):
    diff, centred, rs, gamma = cache
    N = dout.shape[0]
    dgamma = (dout * centred * rs).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dcentred = dout * gamma * rs
    drs = (dout * gamma * centred).sum(axis=0)
    dvar = drs * (-0.5) * rs ** 3
    # every pair contributes twice to dvar/dx_i
    dx = dvar * 2 * diff.sum(axis=1) / N ** 2
    # centred_i = mean_k (x_i - x_k)
    dx = dx + dcentred - dcentred.mean(axis=0)
    return dx, dgamma, dbeta
