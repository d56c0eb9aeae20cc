"""Gradient flow. LLM-style: enum, protocol, logging, type hints everywhere."""
from __future__ import annotations

import enum
import logging
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import matplotlib.figure
import matplotlib.pyplot as plt
import torch
from torch import Tensor, nn

LOGGER: Final = logging.getLogger(__name__)
Norms: TypeAlias = Mapping[str, Sequence[float]]


class Activation(enum.StrEnum):
    SIGMOID = enum.auto()
    RELU = enum.auto()
    TANH = enum.auto()

    def module(self) -> nn.Module:
        match self:
            case Activation.SIGMOID:
                return nn.Sigmoid()
            case Activation.RELU:
                return nn.ReLU()
            case Activation.TANH:
                return nn.Tanh()

def build_network(activation: str, depth: int = 50, width: int = 64) -> nn.Sequential:
    kind = Activation(activation)
    blocks = (layer for _ in range(depth) for layer in (nn.Linear(width, width), kind.module()))
    return nn.Sequential(*blocks)

def gradient_norms(model: nn.Sequential, x: Tensor, y: Tensor) -> list[float]:
    weights = [m.weight for m in model.modules() if isinstance(m, nn.Linear)]
    loss = nn.functional.mse_loss(input=model(x), target=y)
    LOGGER.debug("loss %.3g", loss.item())
    return [g.norm(p="fro").item() for g in torch.autograd.grad(loss, weights)]

def compare(depth: int = 50, width: int = 64, seed: int = 0) -> dict[str, list[float]]:
    torch.manual_seed(seed)
    x, y = torch.randn(2, 128, width).unbind()
    return {kind: gradient_norms(build_network(kind, depth, width), x, y) for kind in Activation}

def plot_gradient_flow(norms: Norms) -> matplotlib.figure.Figure:
    figure, axes = plt.subplots(layout="constrained")
    for kind in Activation:
        axes.semilogy(range(1, len(norms[kind]) + 1), norms[kind], label=kind.name.title(), alpha=0.8)
    axes.set(xlabel="Layer index", ylabel="Gradient norm (Frobenius)", title="Gradient flow")
    axes.legend(frameon=False)
    return figure
