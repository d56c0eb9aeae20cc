"""Gradient flow in deep networks with different activations."""
import matplotlib.pyplot as plt
import torch
from torch import nn

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}


def build_network(activation, depth=50, width=64):
    act = ACTIVATIONS[activation]
    layers = []
    for _ in range(depth):
        linear = nn.Linear(width, width)
        if activation == "relu":
            nn.init.kaiming_normal_(linear.weight, nonlinearity="relu")
        else:
            nn.init.xavier_normal_(linear.weight, gain=nn.init.calculate_gain(activation))
        nn.init.zeros_(linear.bias)
        layers += [linear, act()]
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    criterion = nn.MSELoss()
    model.zero_grad(set_to_none=True)
    criterion(model(x), y).backward()
    return [
        torch.linalg.norm(m.weight.grad, dim=1).mean().item()
        for m in model.modules()
        if isinstance(m, nn.Linear)
    ]


def compare(depth=50, width=64, seed=0):
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(64, width, generator=generator)
    y = torch.randn(64, width, generator=generator)
    out = {}
    for name in ACTIVATIONS:
        torch.manual_seed(seed)
        out[name] = gradient_norms(build_network(name, depth, width), x, y)
    return out


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(9, 5))
    for name, values in norms.items():
        ax.plot(range(1, len(values) + 1), values, marker="o", markersize=3, label=name)
    ax.set_yscale("log")
    ax.set_xlabel("Layer number (1 = input side)")
    ax.set_ylabel(r"$\|\partial L / \partial W\|_F$")
    ax.grid(True, which="both", alpha=0.3)
    ax.legend(loc="best")
    fig.tight_layout()
    return fig


if __name__ == "__main__":
    plot_gradient_flow(compare())
    plt.show()
