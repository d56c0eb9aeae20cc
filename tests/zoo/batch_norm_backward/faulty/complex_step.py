import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    xc = x - x.sum(axis=0) / len(x)
    s = ((xc * xc).sum(axis=0) / len(x) + eps) ** 0.5
    return gamma * xc / s + beta, (x, gamma, beta, eps)


def batch_norm_backward(dout, cache):
    x, gamma, beta, eps = cache
    h = 1e-30
    result = []
    for k in range(3):
        p = [np.array(a, dtype=complex) for a in (x, gamma, beta)]
        g = np.zeros(p[k].shape)
        for i in np.ndindex(*g.shape):
            p[k][i] += 1j * h
            g[i] = np.sum(dout * batch_norm_forward(*p, eps)[0].imag) / h
            p[k][i] = p[k][i].real
        result.append(g)
    return tuple(result)
