import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(width, width), ACTIVATIONS[activation]()]
    return nn.Sequential(*layers)

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]

def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {name: gradient_norms(build_network(name, depth, width), x, y) for name in ACTIVATIONS}

def plot_gradient_flow(norms):
    from matplotlib.collections import LineCollection
    fig, ax = plt.subplots()
    for colour, (name, values) in zip(("C0", "C1", "C2"), norms.items()):
        k = np.arange(1, len(values) + 1)
        ax.add_collection(LineCollection([np.column_stack([k, values])], colors=colour, label=name))
    ax.set_yscale("log")
    ax.autoscale()
    ax.set_xlabel("layer"); ax.set_ylabel("gradient norm"); ax.legend()
    return fig
