"""Gradient flow: how much of the gradient reaches the first layers?"""

from typing import Dict, List

import matplotlib.pyplot as plt
import torch
import torch.nn as nn


class DeepNetwork(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def build_network(activation: str, depth: int = 50, width: int = 64) -> nn.Module:
    """Stack `depth` pairs of a linear layer and an activation."""
    layer_type = {
        "sigmoid": nn.Sigmoid,
        "relu": nn.ReLU,
        "tanh": nn.Tanh,
    }[activation]
    layers: List[nn.Module] = []
    for index in range(depth):
        layers.append(nn.Linear(width, width))
        layers.append(layer_type())
    return DeepNetwork(layers)


def gradient_norms(model: nn.Module, x: torch.Tensor, y: torch.Tensor) -> List[float]:
    """Run one backward pass and return a norm for each linear layer."""
    criterion = nn.MSELoss()
    model.zero_grad(set_to_none=True)
    loss = criterion(model(x), y)
    loss.backward()
    norms: List[float] = []
    for module in model.modules():
        if isinstance(module, nn.Linear):
            gradient = module.weight.grad
            norms.append(gradient.norm().item())
    return norms


def compare(depth: int = 50, width: int = 64, seed: int = 0) -> Dict[str, List[float]]:
    """Gradient norms of the three networks."""
    torch.manual_seed(seed)
    x = torch.randn(20, width)
    y = torch.randn(20, width)
    norms: Dict[str, List[float]] = {}
    for activation in ("sigmoid", "relu", "tanh"):
        model = build_network(activation, depth, width)
        norms[activation] = gradient_norms(model, x, y)
    return norms


def plot_gradient_flow(norms: Dict[str, List[float]]) -> plt.Figure:
    """Draw the norms against the layer number."""
    fig, ax = plt.subplots(figsize=(10, 6))
    for activation, values in norms.items():
        layer = range(1, len(values) + 1)
        ax.plot(layer, values, marker="o", markersize=2, label=activation)
    ax.set_yscale("log")
    ax.set_xlabel("Layer")
    ax.set_ylabel("Gradient norm")
    ax.legend()
    ax.grid(alpha=0.3)
    return fig
