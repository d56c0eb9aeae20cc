import matplotlib.pyplot as plt
from matplotlib.lines import Line2D
from matplotlib.scale import LogScale
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

COLOURS = {"sigmoid": "tab:red", "relu": "tab:green", "tanh": "tab:blue"}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for name, values in norms.items():
        ax.add_line(Line2D(range(1, 1 + len(values)), values, color=COLOURS[name], drawstyle="steps-mid", label=name))
    ax.set_yscale(LogScale(ax.yaxis))
    ax.relim()
    ax.autoscale_view()
    ax.set_xlabel("Layer number")
    ax.set_ylabel("Gradient norm")
    proxies = [Line2D([], [], color=c, lw=4, label=n) for n, c in COLOURS.items()]
    ax.legend(handles=proxies, ncols=3)
    return fig
