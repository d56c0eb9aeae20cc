import torch
import torch.nn as nn
import torch.nn.functional as F
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width))
        if activation == "sigmoid":
            layers.append(nn.Sigmoid())
        if activation == "relu":
            layers.append(nn.ReLU())
        if activation == "tanh":
            layers.append(nn.Tanh())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    return [l.weight.grad.norm(2).item() for l in model.modules() if isinstance(l, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    norms = {}
    for activation in "sigmoid relu tanh".split():
        norms[activation] = gradient_norms(build_network(activation, depth, width), x, y)
    return norms


def plot_gradient_flow(norms):
    fig, axes = plt.subplots(1, 3, figsize=(15, 4), sharex=True)
    for ax, activation in zip(axes, ["sigmoid", "relu", "tanh"]):
        ax.semilogy(range(1, len(norms[activation]) + 1), norms[activation])
        ax.set_title(activation)
        ax.set_xlabel("layer")
        ax.set_ylabel("gradient norm")
    fig.tight_layout()
    return fig
