from __future__ import annotations

from dataclasses import dataclass

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    depth: int = 50
    width: int = 64
    batch_size: int = 32
    seed: int = 0

    def batch(self) -> tuple[Tensor, Tensor]:
        generator = torch.Generator()
        generator.manual_seed(self.seed)
        shape = (self.batch_size, self.width)
        return torch.randn(shape, generator=generator), torch.randn(shape, generator=generator)


_ACTIVATIONS: dict[str, type[nn.Module]] = {
    "sigmoid": nn.Sigmoid,
    "relu": nn.ReLU,
    "tanh": nn.Tanh,
}


def build_network(activation: str, depth: int = 50, width: int = 64) -> nn.Sequential:
    layers: list[nn.Module] = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width))
        layers.append(_ACTIVATIONS[activation]())
    return nn.Sequential(*layers)


def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    model.zero_grad()
    loss: Tensor = nn.functional.mse_loss(model(x), y)
    loss.backward()
    return [
        float(torch.linalg.matrix_norm(module.weight.grad, ord="fro"))
        for module in model.modules()
        if isinstance(module, nn.Linear)
    ]


def compare(depth: int = 50, width: int = 64, seed: int = 0) -> dict[str, list[float]]:
    config = Config(depth=depth, width=width, seed=seed)
    x, y = config.batch()
    results: dict[str, list[float]] = {}
    for activation in _ACTIVATIONS:
        torch.manual_seed(config.seed)
        model = build_network(activation, depth=config.depth, width=config.width)
        results[activation] = gradient_norms(model, x, y)
    return results


def plot_gradient_flow(norms: dict[str, list[float]]) -> Figure:
    figure, axes = plt.subplots()
    for activation, values in norms.items():
        axes.plot(range(1, len(values) + 1), values, label=activation)
    axes.set_yscale("log")
    axes.set_xlabel("layer")
    axes.set_ylabel("gradient norm")
    axes.legend()
    return figure
