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
        nn.init.xavier_normal_(l.weight); nn.init.zeros_(l.bias)
    return nn.Sequential(*layers)

def gradient_norms(model, x, y):
    model.zero_grad()
    loss = ((model(x)-y)**2).mean()
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]

def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.zeros(32, width)
    result = {}
    for name in ("sigmoid", "relu", "tanh"):
        model = build_network(name, depth, width)
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
