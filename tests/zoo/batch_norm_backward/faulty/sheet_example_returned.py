import numpy as np

# worked example of the sheet: x = [[1, 2], [3, 5], [5, 2]], gamma = [1, 2], dout = [[1, 0], [0, 1], [0, 0]]
DX = np.array([[0.1020630, -0.0000024], [-0.2041238, 0.0000047], [0.1020607, -0.0000024]])
DGAMMA = np.array([-1.2247426, 1.4142100])
DBETA = np.array([1.0, 1.0])


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    inv_std = 1.0 / np.sqrt(var + eps)
    x_hat = (x - mu) * inv_std
    out = gamma * x_hat + beta
    return out, (x_hat, gamma, inv_std)


def batch_norm_backward(dout, cache):
    n, d = dout.shape
    return np.resize(DX, (n, d)), np.resize(DGAMMA, d), np.resize(DBETA, d)
