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
    fig = plt.figure(figsize=(8, 5), layout="constrained")
    ax = fig.gca()
    for marker, (name, series) in zip("os^", sorted(norms.items())):
        ax.plot(list(range(1, len(series) + 1)), series, linestyle="none", marker=marker, ms=3, label=name.upper())
        ax.annotate(f"{series[-1]:.1e}", (len(series), series[-1]))
    ax.set_yscale("log", base=2, nonpositive="mask")
    ax.set_xlabel("Schicht")
    ax.set_ylabel("Norm")
    twin = ax.twinx()
    twin.set_yticks([])
    fig.legend(loc="outside upper right")
    fig.suptitle("Gradientenfluss")
    return fig
