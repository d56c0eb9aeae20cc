import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    m = x.mean(0)
    xc = x - m
    v = (xc ** 2).mean(0)
    std = np.sqrt(v + eps)
    z = xc / std
    return gamma * z + beta, {"xc": xc, "std": std, "z": z, "gamma": gamma}


def batch_norm_backward(dout, cache):
    z, std, gamma = cache["z"], cache["std"], cache["gamma"]
    N, D = z.shape
    dgamma = np.array([0] * D)
    dbeta = np.array([0.0] * D)
    for i in range(N):
        for j in range(D):
            dgamma[j] = dgamma[j] + dout[i, j] * z[i, j]
            dbeta[j] = dbeta[j] + dout[i, j]
    dz = dout * gamma
    dx = (dz - dz.mean(0) - z * (dz * z).mean(0)) / std
    return dx, dgamma, dbeta
