import matplotlib.pyplot as plt
import numpy as np
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
    names = list(norms)
    table = np.column_stack([norms[n] for n in names])
    with plt.rc_context({"lines.linewidth": 1.2}), plt.style.context("seaborn-v0_8-whitegrid"):
        fig, ax = plt.subplots()
        lines = ax.plot(np.arange(1, len(table) + 1)[:, None], table)
        ax.set_yscale("symlog", linthresh=1e-30)
        ax.legend(lines, names, loc="best")
        plt.setp(ax, xlabel="layer", ylabel="norm", title="Gradient flow")
    return fig
