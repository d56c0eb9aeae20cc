import math

import torch
import torch.nn as nn
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    fn = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]
    seq = []
    for layer in range(depth):
        seq.append(nn.Linear(width, width))
        seq.append(fn())
    return nn.Sequential(*seq)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    norms = []
    for module in model.modules():
        if hasattr(module, "weight"):
            norms.append(module.weight.grad.norm().item())
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    inputs = torch.randn(256, width)
    targets = torch.randn(256, width)
    flows = {}
    for act in ("tanh", "relu", "sigmoid"):
        flows[act] = gradient_norms(build_network(act, depth, width), inputs, targets)
    return flows


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(8, 5))
    for act, values in sorted(norms.items()):
        shown = [v if v > 0 else math.nan for v in values]
        ax.semilogy(range(1, len(shown) + 1), shown, label=act)
    ax.axvspan(0.5, 5.5, alpha=0.1, color="k")
    ax.text(1, 0.98, "first layers", transform=ax.get_xaxis_transform(), va="top")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
