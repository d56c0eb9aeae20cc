import matplotlib.pyplot as plt
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
    fig, ax = plt.subplots(figsize=(7, 4.5))
    inset = ax.inset_axes([0.55, 0.1, 0.4, 0.35])
    for name, values in norms.items():
        k = range(1, len(values) + 1)
        ax.plot(k, values, label=name)
        inset.plot(k[:5], values[:5])
    for a in (ax, inset):
        a.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
