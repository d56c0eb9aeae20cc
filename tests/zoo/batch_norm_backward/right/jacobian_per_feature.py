import numpy as np

"""
For one feature:   xhat_i = (x_i - mu) / s
    d xhat_i / d x_k = ( delta_ik - 1/N - xhat_i xhat_k / N ) / s
That is an N x N matrix, so dx[:, j] = J^T @ (dout[:, j] * gamma_j).
"""


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, axis=0)
    s = np.sqrt(np.var(x, axis=0) + eps)
    xhat = (x - mu) / s
    return gamma * xhat + beta, {"xhat": xhat, "s": s, "gamma": gamma}


def batch_norm_backward(dout, cache):
    xhat, s, gamma = cache["xhat"], cache["s"], cache["gamma"]
    N, D = xhat.shape
    dx = np.empty((N, D))
    for j in range(D):
        J = np.empty((N, N))
        for i in range(N):
            for k in range(N):
                delta = 1.0 if i == k else 0.0
                J[i, k] = (delta - 1.0 / N - xhat[i, j] * xhat[k, j] / N) / s[j]
        dx[:, j] = J.T @ (dout[:, j] * gamma[j])
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
