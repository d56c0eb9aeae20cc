import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn

ACTS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width))
        layers.append(ACTS[activation]())
    for l in layers[::2]:
        nn.init.xavier_uniform_(l.weight)
        l.bias.data.zero_()
    return nn.Sequential(*layers)

def gradient_norms(model, x, y):
    model.zero_grad()
    loss = ((model(x)-y)**2).mean()
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]

def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width).double()
    y = torch.zeros(32, width, dtype=torch.float64)
    result = {}
    for name in ("sigmoid", "relu", "tanh"):
        model = build_network(name, depth, width).double()
        result[name] = gradient_norms(model, x, y)
    return result

def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for name, values in norms.items():
        ax.plot(range(1, len(values)+1), values, label=name)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
