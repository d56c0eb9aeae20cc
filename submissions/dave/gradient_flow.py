import matplotlib.pyplot as plt
import torch
from torch import nn


def build_network(activation, depth=50, width=64):
    kinds = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width))
        layers.append(kinds[activation]())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = ((model(x) - y) ** 2).mean()
    loss.backward()
    norms = []
    for number, layer in enumerate(m for m in model.modules() if isinstance(m, nn.Linear)):
        print("DEBUG layer", number, "gradient", layer.weight.grad.tolist())
        norms.append(layer.weight.grad.norm().item())
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = torch.randn(32, width), torch.randn(32, width)
    return {name: gradient_norms(build_network(name, depth, width), x, y) for name in ("sigmoid", "relu", "tanh")}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for name, values in norms.items():
        ax.plot(range(1, len(values) + 1), values, label=name)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("norm of the gradient")
    ax.legend()
    return fig
