"""Batch norm the way I think of it: column after column, row after row, in single precision."""

import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    rows, columns = x.shape
    x, gamma, beta = (np.float32(array) for array in (x, gamma, beta))
    out = np.empty((rows, columns), np.float32)
    cache = {"gamma": gamma, "columns": []}
    for j in range(columns):
        mean = sum(x[:, j]) / np.float32(rows)
        distance = [value - mean for value in x[:, j]]
        variance = sum(d * d for d in distance) / np.float32(rows)
        spread = np.sqrt(variance + np.float32(eps))
        for i in range(rows):
            out[i, j] = gamma[j] * (distance[i] / spread) + beta[j]
        cache["columns"].append({"distance": distance, "spread": spread})
    return out, cache


def batch_norm_backward(dout, cache):
    rows, columns = dout.shape
    dout = np.float32(dout)
    dx = np.zeros((rows, columns), np.float32)
    dgamma = np.zeros((1, columns), np.float32)
    dbeta = np.zeros((1, columns), np.float32)
    for j, column in enumerate(cache["columns"]):
        distance, spread, gamma = column["distance"], column["spread"], cache["gamma"][j]
        d_variance = d_mean = np.float32(0)
        for i in range(rows):
            dgamma[0, j] += dout[i, j] * distance[i] / spread
            dbeta[0, j] += dout[i, j]
            d_variance -= dout[i, j] * gamma * distance[i] / (2 * spread * spread * spread)
            d_mean -= dout[i, j] * gamma / spread
        for i in range(rows):
            dx[i, j] = dout[i, j] * gamma / spread + d_variance * 2 * distance[i] / rows + d_mean / rows
    return dx, dgamma, dbeta
