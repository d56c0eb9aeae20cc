import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

def build_network(activation, depth=50, width=64):
    from torch.nn.utils.parametrizations import weight_norm
    make = ACTIVATIONS[activation]
    return nn.Sequential(*(m for _ in range(depth) for m in (nn.Linear(width, width), make())))

def gradient_norms(model, x, y):
    """SGD object only for its zero_grad; lr = 0, so that a step changes nothing."""
    optimiser = torch.optim.SGD(model.parameters(), lr=0.0)
    optimiser.zero_grad(set_to_none=False)
    loss = torch.nn.MSELoss(reduction="mean")(model(x), y)
    loss.backward()
    optimiser.step()
    return [float(torch.linalg.matrix_norm(m.weight.grad, "fro")) for m in model.modules() if type(m) is nn.Linear]

def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {name: gradient_norms(build_network(name, depth, width), x, y) for name in ACTIVATIONS}

def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for name, values in norms.items():
        ax.plot(range(1, len(values) + 1), values, label=name)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
