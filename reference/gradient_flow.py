"""How gradients travel through a deep network: norms per layer, backwards by the chain rule.

A layer computes z = W h + b and h' = φ(z). With δ = dL/dz the weight's gradient is ∂L/∂W = δᵀ h (summed over the batch) and
the gradient that reaches the layer below is δ W, times φ′ of that layer. Each layer multiplies by φ′ once: for a
sigmoid φ′ ≤ ¼, and fifty of them leave nothing.
"""

import numpy as np

ACTIVATIONS = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z, h: h * (1 - h)),
    "relu": (lambda z: np.maximum(z, 0), lambda z, h: (z > 0).astype(float)),
    "tanh": (np.tanh, lambda z, h: 1 - h**2),
    "identity": (lambda z: z, lambda z, h: np.ones_like(z)),
}
"""name -> (φ, φ′ as a function of z and of h = φ(z))."""


def flattened(layers):
    """The layers of nested blocks, in the order in which they are applied."""
    for layer in layers:
        if isinstance(layer, tuple):
            yield from flattened(layer)
        else:
            yield layer


def gradient_norms(model, x, y):
    """‖∂L/∂W‖ (Frobenius) of each linear layer, input side first, for L = mean((model(x) − y)²).

    ``model.layers`` holds linear layers (with ``weight`` (out, in) and ``bias`` (out,) or None), names of activations and
    nested tuples of both. x is (batch, in), y (batch, out).
    """
    steps = []
    h = np.asarray(x, dtype=float)
    for layer in flattened(model.layers):
        before = h
        if isinstance(layer, str):
            h = ACTIVATIONS[layer][0](before)
        else:
            h = before @ np.asarray(layer.weight, dtype=float).T + (0 if layer.bias is None else layer.bias)
        steps.append((layer, before, h))
    upstream = 2 * (h - y) / h.size
    norms = []
    for layer, before, after in reversed(steps):
        if isinstance(layer, str):
            upstream = upstream * ACTIVATIONS[layer][1](before, after)
        else:
            norms.append(float(np.linalg.norm(upstream.T @ before)))
            upstream = upstream @ np.asarray(layer.weight, dtype=float)
    return norms[::-1]
