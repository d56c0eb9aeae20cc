import torch
from torch import nn
import matplotlib.pyplot as plt

activations = {
    "sigmoid": nn.Sigmoid,
    "relu": nn.ReLU,
    "tanh": nn.Tanh,
}


def build_network(activation, depth=50, width=64):
    modules = []
    for _ in range(depth):
        modules.append(nn.Linear(in_features=width, out_features=width))
        modules.append(activations[activation]())
    return nn.Sequential(*modules)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    norms = []
    for name, p in model.named_parameters():
        if name.endswith("weight"):
            norms.append(p.grad.norm().item())
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(25, width)
    y = torch.randn(25, width)
    return {name: gradient_norms(build_network(name, depth, width), x, y) for name in activations}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(9, 5))
    for name, values in norms.items():
        layers = list(range(1, len(values) + 1))
        (line,) = ax.plot(layers, values)
        ax.annotate(name, (layers[-1], values[-1]), xytext=(5, 0), textcoords="offset points",
                    color=line.get_color())
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.margins(x=0.12)
    return fig
