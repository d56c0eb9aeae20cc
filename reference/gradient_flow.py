"""How gradients travel through a deep network: norms per layer, backwards by the chain rule.

A layer computes z = W h + b and h' = φ(z). With δ = dL/dz the weight's gradient is ∂L/∂W = δᵀ h (summed over the batch) and
the gradient that reaches the layer below is δ W, times φ′ of that layer. Each layer multiplies by φ′ once: for a
sigmoid φ′ ≤ ¼, and fifty of them leave nothing.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class LayerGradients:
    """The gradients of the loss with respect to one linear layer's parts, and with respect to what it puts out."""

    weight: np.ndarray
    bias: np.ndarray
    preactivation: np.ndarray
    output: np.ndarray
    """After the activations that follow the layer."""


def steps(model, x):
    """The way forward: (layer, what it was given, what it put out) for each layer and activation in turn."""
    taken = []
    h = np.asarray(x, dtype=float)
    for layer in flattened(model.layers):
        before = h
        if isinstance(layer, str):
            h = ACTIVATIONS[layer][0](before)
        else:
            h = before @ np.asarray(layer.weight, dtype=float).T + (0 if layer.bias is None else layer.bias)
        taken.append((layer, before, h))
    return taken


def forward(model, x):
    """model(x)."""
    return steps(model, x)[-1][2]


def gradients(model, x, y, upstream=None):
    """The LayerGradients of each linear layer, input side first, for L = mean((model(x) − y)²) or another dL/d(model(x))."""
    taken = steps(model, x)
    out = taken[-1][2]
    upstream = 2 * (out - y) / out.size if upstream is None else upstream
    found = []
    output = upstream
    for layer, before, after in reversed(taken):
        if isinstance(layer, str):
            upstream = upstream * ACTIVATIONS[layer][1](before, after)
        else:
            found.append(LayerGradients(upstream.T @ before, upstream.sum(axis=0), upstream, output))
            upstream = upstream @ np.asarray(layer.weight, dtype=float)
            output = upstream
    return found[::-1]


def gradient_norms(model, x, y):
    """‖∂L/∂W‖ (Frobenius) of each linear layer, input side first, for L = mean((model(x) − y)²).

    ``model.layers`` holds linear layers (with ``weight`` (out, in) and ``bias`` (out,) or None), names of activations and
    nested tuples of both. x is (batch, in), y (batch, out).
    """
    return [float(np.linalg.norm(layer.weight)) for layer in gradients(model, x, y)]
