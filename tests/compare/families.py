"""Functions with known derivatives, as the exercises have them: four families of random problems.

A forward and its backward work in whatever dtype x has, so that the same lines give a float64 function, its
80-bit analytic derivative and its complex step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One function at one point."""

    forward: Callable[[Array], Array]
    """f, of x's shape, into upstream's shape."""
    backward: Callable[[Array, Array], Array]
    """(x, upstream) -> derivative of sum(upstream * f(x)), in x's shape and dtype."""
    x: Array
    upstream: Array

    def evaluate(self, points: list[Array]) -> list[Array]:
        """f at a batch of points."""
        return [self.forward(point) for point in points]

    def gradient(self, dtype: npt.DTypeLike = np.longdouble) -> Array:
        """The analytic derivative computed in ``dtype``, as float64."""
        return self.backward(self.x.astype(dtype), self.upstream.astype(dtype)).astype(np.float64)


Family: TypeAlias = Callable[[np.random.Generator], Problem]


def scalar_net(rng: np.random.Generator) -> Problem:
    """Squared error of a sigmoid neuron after a sigmoid neuron; x holds w1, b1, w2, b2."""
    sample, target = rng.normal(), rng.uniform()

    def forward(theta: Array) -> Array:
        hidden = _sigmoid(theta[0] * sample + theta[1])
        return np.asarray((_sigmoid(theta[2] * hidden + theta[3]) - target) ** 2)

    def backward(theta: Array, upstream: Array) -> Array:
        hidden = _sigmoid(theta[0] * sample + theta[1])
        out = _sigmoid(theta[2] * hidden + theta[3])
        delta = upstream * 2 * (out - target) * out * (1 - out)
        below = delta * theta[2] * hidden * (1 - hidden)
        return np.stack([below * sample, below, delta * hidden, delta])

    upstream = np.array(rng.choice([-1.0, 1.0]) * rng.uniform(0.5, 2.0))
    return Problem(forward, backward, rng.normal(size=4), upstream)


def mlp(rng: np.random.Generator) -> Problem:
    """A [2, 4, 1] sigmoid network on the four XOR samples; x holds its 17 weights and biases."""
    samples = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

    def layers(theta: Array) -> tuple[Array, Array]:
        hidden = _sigmoid(samples.astype(theta.dtype) @ theta[:8].reshape(2, 4) + theta[8:12])
        return hidden, _sigmoid(hidden @ theta[12:16].reshape(4, 1) + theta[16])

    def backward(theta: Array, upstream: Array) -> Array:
        hidden, out = layers(theta)
        delta = upstream * out * (1 - out)
        below = delta @ theta[12:16].reshape(1, 4) * hidden * (1 - hidden)
        parts = (samples.astype(theta.dtype).T @ below, below.sum(0), hidden.T @ delta, delta.sum(0))
        return np.concatenate([part.reshape(-1) for part in parts])

    return Problem(lambda theta: layers(theta)[1], backward, rng.normal(size=17), rng.normal(size=(4, 1)))


def batch_norm(rng: np.random.Generator, eps: float = 1e-5, backward_eps: float | None = None) -> Problem:
    """Batch norm over 8 samples of 5 features, with respect to its input; ``backward_eps`` plants a wrong
    eps.
    """
    gamma, beta = rng.uniform(0.5, 2.0, 5), rng.normal(size=5)

    def normalise(x: Array, variance_floor: float) -> tuple[Array, Array]:
        centred = x - x.mean(0)
        std = np.sqrt((centred**2).mean(0) + variance_floor)
        return centred / std, std

    def forward(x: Array) -> Array:
        return np.asarray(normalise(x, eps)[0] * gamma.astype(x.dtype) + beta.astype(x.dtype))

    def backward(x: Array, upstream: Array) -> Array:
        normalised, std = normalise(x, eps if backward_eps is None else backward_eps)
        direct = upstream * gamma.astype(x.dtype)
        return np.asarray((direct - direct.mean(0) - normalised * (direct * normalised).mean(0)) / std)

    return Problem(forward, backward, rng.normal(size=(8, 5)), rng.normal(size=(8, 5)))


def relu_net(rng: np.random.Generator) -> Problem:
    """A [3, 6, 2] network of ReLU and absolute value on 7 samples, with respect to its input: kinks are
    near."""
    first, second = rng.normal(size=(3, 6)), rng.normal(size=(6, 2))

    def forward(x: Array) -> Array:
        return np.asarray(np.abs(np.maximum(x @ first.astype(x.dtype), 0) @ second.astype(x.dtype)))

    def backward(x: Array, upstream: Array) -> Array:
        before = x @ first.astype(x.dtype)
        out = np.maximum(before, 0) @ second.astype(x.dtype)
        delta = (upstream * np.sign(out)) @ second.astype(x.dtype).T * (before > 0)
        return np.asarray(delta @ first.astype(x.dtype).T)

    return Problem(forward, backward, rng.normal(size=(7, 3)), rng.normal(size=(7, 2)))


FAMILIES: dict[str, Family] = {
    "scalar net": scalar_net,
    "MLP [2,4,1]": mlp,
    "batch norm": batch_norm,
    "ReLU net": relu_net,
}


def _sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)); complex z allowed."""
    return np.asarray(1 / (1 + np.exp(-z)))
