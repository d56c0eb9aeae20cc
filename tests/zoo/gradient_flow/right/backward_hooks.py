import torch
from torch import nn
import matplotlib.pyplot as plt

NAMES = ("sigmoid", "relu", "tanh")


def build_network(activation, depth=50, width=64):
    choices = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
    stack = []
    for _ in range(depth):
        stack += [nn.Linear(width, width), choices[activation]()]
    return nn.Sequential(*stack)


def gradient_norms(model, x, y):
    linears = [m for m in model.modules() if isinstance(m, nn.Linear)]
    norms = [0.0] * len(linears)
    handles = []
    for i, lin in enumerate(linears):
        def hook(grad, i=i):
            norms[i] = grad.norm().item()
        handles.append(lin.weight.register_hook(hook))
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    for h in handles:
        h.remove()
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {n: gradient_norms(build_network(n, depth, width), x, y) for n in NAMES}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for n in NAMES:
        ax.plot(range(1, len(norms[n]) + 1), norms[n], label=n, marker="x")
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("norm")
    ax.legend()
    return fig
