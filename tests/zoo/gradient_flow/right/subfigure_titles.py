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
    return nn.Sequential(*layers)

def gradient_norms(model, x, y):
    model.zero_grad()
    loss = ((model(x)-y)**2).mean()
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]

def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    result = {}
    for name in ("sigmoid", "relu", "tanh"):
        model = build_network(name, depth, width)
        result[name] = gradient_norms(model, x, y)
    return result

def plot_gradient_flow(norms):
    fig = plt.figure(layout="constrained", figsize=(12, 4))
    for sf, (k, v) in zip(fig.subfigures(1, 3), norms.items()):
        sf.suptitle(k)
        ax = sf.subplots()
        ax.semilogy(range(1, len(v)+1), v)
        ax.set_xlabel("layer"); ax.set_ylabel("norm")
    return fig
