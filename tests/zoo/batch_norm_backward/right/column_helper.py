import numpy as np


def bn_column(col, g, b, eps):
    centred = col - sum(col) / len(col)
    std = (sum(c * c for c in centred) / len(col) + eps) ** 0.5
    z = centred / std
    return g * z + b, (z, std, g)


def bn_column_back(dcol, saved):
    z, std, g = saved
    n = len(z)
    dz = g * dcol
    along_one = sum(dz) / n
    along_z = np.dot(dz, z) / n
    return (dz - along_one - along_z * z) / std, np.dot(dcol, z), sum(dcol)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    results = [bn_column(c, g, b, eps) for c, g, b in zip(x.T, gamma, beta)]
    return np.stack([r[0] for r in results], axis=1), [r[1] for r in results]


def batch_norm_backward(dout, cache):
    parts = [bn_column_back(d, s) for d, s in zip(dout.T, cache)]
    dxs, dgs, dbs = zip(*parts)
    return np.stack(dxs, axis=1), np.array(dgs), np.array(dbs)
