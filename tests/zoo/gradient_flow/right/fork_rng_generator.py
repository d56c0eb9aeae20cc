import torch
import torch.nn as nn
import matplotlib.pyplot as plt
from matplotlib.ticker import LogLocator


def build_network(activation, depth=50, width=64):
    cls = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]
    pairs = [(nn.Linear(width, width), cls()) for _ in range(depth)]
    return nn.Sequential(*[m for pair in pairs for m in pair])


def gradient_norms(model, x, y):
    with torch.enable_grad():
        loss = nn.functional.mse_loss(model(x.detach()), y.detach())
        weights = [m.weight for m in model.modules() if isinstance(m, nn.Linear)]
        grads = torch.autograd.grad(loss, weights)
    return [torch.linalg.vector_norm(g).item() for g in grads]


def compare(depth=50, width=64, seed=0):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        x = torch.randn(32, width)
        return {
            name: gradient_norms(build_network(name, depth, width), x, x)
            for name in ("sigmoid", "relu", "tanh")
        }


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(constrained_layout=True)
    for name, values in norms.items():
        ax.plot(range(1, len(values) + 1), values, drawstyle="steps-mid", label=name)
    ax.set_yscale("log")
    ax.yaxis.set_major_locator(LogLocator(numticks=12))
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend(bbox_to_anchor=(1.02, 1), loc="upper left")
    return fig
