import torch
import torch.nn as nn
from matplotlib.figure import Figure


def build_network(activation, depth=50, width=64):
    act = getattr(nn, {"sigmoid": "Sigmoid", "relu": "ReLU", "tanh": "Tanh"}[activation])
    return nn.Sequential(*(m for _ in range(depth) for m in (nn.Linear(width, width), act())))


def gradient_norms(model, x, y):
    model.zero_grad()
    nn.MSELoss()(model(x), y).backward()
    return [m.weight.grad.norm() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    batch = torch.randn(32, width)
    target = torch.randn(32, width)
    return {
        act: gradient_norms(build_network(act, depth, width), batch, target)
        for act in ["sigmoid", "relu", "tanh"]
    }


def plot_gradient_flow(norms):
    fig = Figure(figsize=(8, 5))
    ax = fig.subplots()
    for act, values in norms.items():
        values = [float(v) for v in values]
        ax.plot(range(1, len(values) + 1), values, label=act)
    ax.set_yscale("log")
    ax.set_xlabel("Layer")
    ax.set_ylabel("Gradient norm")
    ax.legend()
    return fig
