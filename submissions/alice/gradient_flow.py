"""How much gradient reaches the first layers of a deep network?"""

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}


def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(width, width), ACTIVATIONS[activation]()]
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = F.mse_loss(model(x), y)
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    norms = {}
    for activation in ACTIVATIONS:
        # The same seed for each, so that all three start from the same weights and the same batch.
        torch.manual_seed(seed)
        model = build_network(activation, depth, width).double()
        x = torch.randn(32, width, dtype=torch.float64)
        y = torch.randn(32, width, dtype=torch.float64)
        norms[activation] = gradient_norms(model, x, y)
    return norms


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(7, 4.5))
    for activation, values in norms.items():
        layers = range(1, len(values) + 1)
        ax.semilogy(layers, values, marker=".", label=activation)
    ax.set_xlabel("layer (1 = input side)")
    ax.set_ylabel("gradient norm of the weights")
    ax.set_title("Gradient flow")
    ax.grid(True, which="major", alpha=0.3)
    ax.legend()
    fig.tight_layout()
    return fig


if __name__ == "__main__":
    results = compare()
    for activation, values in results.items():
        print(f"{activation:8} first layer {values[0]:.1e}   last layer {values[-1]:.1e}")
    plot_gradient_flow(results).savefig("gradient_flow.png")
