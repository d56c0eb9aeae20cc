import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    xc = x - np.einsum("nd->d", x) / x.shape[0]
    var = np.einsum("nd,nd->d", xc, xc) / x.shape[0]
    istd = (var + eps) ** -0.5
    z = np.einsum("nd,d->nd", xc, istd)
    return np.einsum("d,nd->nd", gamma, z) + beta, dict(z=z, istd=istd, gamma=gamma)


def batch_norm_backward(dout, cache):
    z, istd, gamma = cache["z"], cache["istd"], cache["gamma"]
    n = z.shape[0]
    # jac[d, i, k] = d z[i, d] / d x[k, d]
    jac = np.eye(n)[None, :, :] - 1 / n - np.einsum("id,kd->dik", z, z) / n
    jac = jac * istd[:, None, None]
    dz = dout * gamma
    dx = np.einsum("id,dik->kd", dz, jac)
    dgamma = np.einsum("nd,nd->d", dout, z)
    dbeta = np.einsum("nd->d", dout)
    return dx, dgamma, dbeta
