"""Homework 4: batch normalisation, forward and backward."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class BNCache:
    centred: np.ndarray
    rstd: np.ndarray
    gamma: np.ndarray


def batch_norm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, BNCache]:
    assert x.ndim == 2, "x must be (N, D)"
    centred = x - x.mean(axis=0)
    rstd = 1 / np.sqrt((centred ** 2).mean(axis=0) + eps)
    return centred * (gamma * rstd) + beta, BNCache(centred, rstd, gamma)


def batch_norm_backward(dout: np.ndarray, cache: BNCache) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    assert dout.shape == cache.centred.shape
    xhat = cache.centred * cache.rstd
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxhat = dout * cache.gamma
    dx = cache.rstd * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0))
    assert dx.shape == dout.shape
    return dx, dgamma, dbeta
