"""A student's own networks, as the worker described them, and the gradient norms that they should have."""

from typing import Any

import numpy as np

from grader.checks.evidence import Setback
from grader.checks.network import is_linear, wrong_structure
from grader.expected.reference import Reference
from grader.model.value import Array, ArrayValue, Dense, Described, Layer, NetworkInput, Value

BATCHES = 5
"""Random batches over which the norms of one network are taken."""

WITHOUT_TARGET = 2
"""Batches more, with targets of zero: a network whose output is next to nothing then has a loss next to nothing."""


def log_norms(reference: Reference, network: NetworkInput) -> Array:
    """log10 of the norms of ``network`` by the reference's backward pass: ``BATCHES`` and ``WITHOUT_TARGET`` rows."""
    gradient_norms = reference.lookup("gradient_norms")
    rng = np.random.default_rng(0)
    width = _width(network)
    rows = []
    for number in range(BATCHES + WITHOUT_TARGET):
        x, y = rng.normal(size=(32, width)), rng.normal(size=(32, width))
        rows.append(gradient_norms(network, x, y if number < BATCHES else np.zeros_like(y)))
    return np.asarray(np.log10(np.maximum(np.asarray(rows), 1e-300)))


def starts_as_usual(facts: "Value | Setback") -> bool:
    """Whether the weights look drawn as PyTorch draws them, uniformly within ±1/√inputs; also when there are none to see."""
    if not isinstance(facts, Described) or not isinstance(facts.facts.get("layers"), list | tuple):
        return True
    described: list[Any] = list(facts.facts["layers"])  # type: ignore[arg-type]
    for weight in (_array(layer["weight"]) for layer in described if is_linear(layer)):
        bound = max(weight.shape[-1], 1) ** -0.5
        if np.abs(weight).max(initial=0.0) > 1.001 * bound or (weight.size > 100 and weight.std() < 0.5 * bound):
            return False
    return True


def _width(network: NetworkInput) -> int:
    first = network.layers[0]
    return int(first.weight.shape[1]) if isinstance(first, Dense) else 64


def network_from(facts: "Value | Setback", activation: str, depth: int, width: int = 64) -> NetworkInput:
    """The described network, or one of PyTorch's default initialisation (uniform in ±1/√width) when it is not as due."""
    if isinstance(facts, Described) and isinstance(facts.facts.get("layers"), list | tuple):
        described: list[Any] = list(facts.facts["layers"])  # type: ignore[arg-type]
        linears = [layer for layer in described if is_linear(layer)]
        size = int(linears[0].get("in_features", 0)) if linears else 0
        if wrong_structure(facts, activation, depth, size) is None:
            layers: list[Layer] = []
            for layer in linears:
                layers += [Dense(_array(layer["weight"]), _array(layer["bias"]).reshape(-1)), activation]
            return NetworkInput(tuple(layers))
    rng, bound = np.random.default_rng(1), width**-0.5
    fallback: list[Layer] = []
    for _ in range(depth):
        fallback += [Dense(rng.uniform(-bound, bound, (width, width)), rng.uniform(-bound, bound, width)), activation]
    return NetworkInput(tuple(fallback))


def _array(value: Any) -> Array:
    return np.asarray(value.data if isinstance(value, ArrayValue) else value, dtype=np.float64)
