"""Exercise 1: back-propagation by hand through a two-layer scalar network."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

HAND_GRADIENTS: dict[str, float] = {"w1": -0.01716, "b1": -0.01716, "w2": 0.16141, "b2": 0.25000}


@dataclass(slots=True)
class Cache:
    x: float
    w2: float
    hidden: float
    output: float


def logistic(z: float) -> float:
    """The logistic function."""
    return float(1.0 / (1.0 + np.exp(-z)))


def forward(x: float, w1: float, b1: float, w2: float, b2: float) -> tuple[float, Cache]:
    hidden = logistic(x * w1 + b1)
    output = logistic(hidden * w2 + b2)
    assert 0.0 <= output <= 1.0
    return output, Cache(x=x, w2=w2, hidden=hidden, output=output)


def backward(df: float, cache: Cache) -> dict[str, float]:
    d_z2: float = df * cache.output * (1.0 - cache.output)
    d_hidden: float = d_z2 * cache.w2
    d_z1: float = d_hidden * cache.hidden * (1.0 - cache.hidden)
    return {
        "w1": d_z1 * cache.x,
        "b1": d_z1,
        "w2": d_z2 * cache.hidden,
        "b2": d_z2,
    }


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
