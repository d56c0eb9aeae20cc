"""Batch normalisation, backward pass.

The gradient of batch normalisation, through the mean and the variance, worked by hand.

Not allowed: Automatic differentiation and finite differences inside these two functions.
"""

import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """Normalise each column of a batch, then scale and shift it.

    x      (N, D) array, float64: one example a row
    gamma  (D,) array: scale
    beta   (D,) array: shift
    eps    float, added to the variance under the square root

    Return (out, cache): out is an (N, D) array, cache is whatever batch_norm_backward needs.
    The variance is the biased one (divide by N), over axis 0.
    """
    raise NotImplementedError("batch_norm_forward is still to be written")


def batch_norm_backward(dout, cache):
    """The gradients of the loss with respect to the arguments of batch_norm_forward.

    dout   (N, D) array: the upstream gradient dL/dout
    cache  what batch_norm_forward returned beside out

    Return (dx, dgamma, dbeta), arrays of shapes (N, D), (D,), (D,).
    """
    raise NotImplementedError("batch_norm_backward is still to be written")
