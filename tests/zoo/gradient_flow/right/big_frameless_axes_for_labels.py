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
    fig, axs = plt.subplots(1, 3, sharey=True, figsize=(12, 4))
    for a, name in zip(axs, norms):
        a.semilogy(range(1, len(norms[name]) + 1), norms[name], marker=".")
        a.set_title(name)
    big = fig.add_subplot(111, frameon=False)
    big.tick_params(labelcolor="none", which="both", top=False, bottom=False, left=False, right=False)
    big.grid(False)
    big.set_xlabel("layer number")
    big.set_ylabel("gradient norm")
    return fig
