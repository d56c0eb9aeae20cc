import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
from functools import partial

def _make(activation, depth, width, *, table):
    return nn.Sequential(*[f() for _ in range(depth) for f in (partial(nn.Linear, width, width), table[activation])])

def build_network(activation, depth=50, width=64):
    return _make(activation, depth, width, table=ACTIVATIONS)

def _norms(model, x, y, criterion):
    model.zero_grad(); criterion(model(x), y).backward()
    return torch.stack(torch._foreach_norm([m.weight.grad for m in model.modules() if isinstance(m, nn.Linear)])).tolist()

gradient_norms = partial(_norms, criterion=nn.MSELoss())

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
