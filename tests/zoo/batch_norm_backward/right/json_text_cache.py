import json
import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """The cache is text: repr of floats loses nothing."""
    m = np.mean(x, 0)
    s = np.sqrt(np.mean(np.square(x - m), 0) + eps)
    h = (x - m) / s
    return h * gamma + beta, json.dumps({"h": h.tolist(), "s": s.tolist(), "g": gamma.tolist()})


def batch_norm_backward(dout, cache):
    h, s, g = map(np.array, json.loads(cache).values())
    n = h.shape[0]
    dh = g * dout
    return (n * dh - dh.sum(0) - h * np.einsum("nd,nd->d", dh, h)) / (n * s), np.einsum("nd,nd->d", dout, h), np.einsum("nd->d", dout)
