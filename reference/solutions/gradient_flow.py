"""Gradient norms per layer of deep networks: built, measured, compared and drawn."""

import torch
from matplotlib.figure import Figure
from torch import nn

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}


def build_network(activation, depth=50, width=64):
    """Return an nn.Sequential of depth × (Linear(width, width), activation)."""
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width))
        layers.append(ACTIVATIONS[activation]())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    """Return ‖∂L/∂W‖ for each Linear layer, input side first, after one backward pass of the mean squared error."""
    weights = [module.weight for module in model.modules() if isinstance(module, nn.Linear)]  # free: how the layers are found
    loss = nn.functional.mse_loss(model(x), y)
    gradients = torch.autograd.grad(loss, weights)
    return [gradient.norm().item() for gradient in gradients]


def compare(depth=50, width=64, seed=0):
    """Return the norms of the three networks on one random batch, in double precision."""
    torch.manual_seed(seed)  # free: how the seed decides the numbers
    x = torch.randn(32, width, dtype=torch.float64)  # free: any random batch
    y = torch.randn(32, width, dtype=torch.float64)  # free: any random batch
    networks = {name: build_network(name, depth, width).double() for name in ACTIVATIONS}
    return {name: gradient_norms(network, x, y) for name, network in networks.items()}  # free: x and y are drawn alike


def plot_gradient_flow(norms):
    """Return a Figure with one labelled line for each activation, the norms on a logarithmic axis."""
    figure = Figure()
    axes = figure.add_subplot()
    for name, values in norms.items():
        axes.plot(range(1, len(values) + 1), values, label=name)
    axes.set_yscale("log")
    axes.set_xlabel("layer, input side first")
    axes.set_ylabel("gradient norm")
    axes.legend()
    return figure
