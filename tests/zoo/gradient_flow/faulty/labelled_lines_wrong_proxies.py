import matplotlib.pyplot as plt
from matplotlib.lines import Line2D
import torch
from torch import nn

ACT = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

def build_network(activation, depth=50, width=64):
    return nn.Sequential(*[m for _ in range(depth) for m in (nn.Linear(width, width), ACT[activation]())])


def gradient_norms(model, x, y):
    model.zero_grad()
    nn.functional.mse_loss(model(x), y).backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = torch.randn(64, width), torch.randn(64, width)
    return {k: gradient_norms(build_network(k, depth, width), x, y) for k in ACT}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k in ("sigmoid", "relu", "tanh"):
        ax.semilogy(range(1, len(norms[k]) + 1), norms[k], label=k)
    ax.legend(handles=[Line2D([], [], color=f"C{i}", label=k) for i, k in enumerate(("tanh", "relu", "sigmoid"))])
    ax.set_xlabel("layer")
    ax.set_ylabel("norm")
    return fig
