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
    fig, ax = plt.subplots()
    for k, v in norms.items():
        ax.semilogy(range(1, len(v) + 1), v, label=k)
    ax.set_ylim(10, 1000)
    ax.set_xlabel("layer")
    ax.set_ylabel("norm")
    ax.legend()
    return fig
