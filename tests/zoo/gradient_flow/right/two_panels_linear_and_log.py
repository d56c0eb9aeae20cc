import torch
from torch import nn
import torch.nn.functional as F
import numpy as np
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
ACTS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(width, width), ACTS[activation]()]
    return nn.Sequential(*layers)
def gradient_norms(model, x, y):
    model.zero_grad()
    loss = F.mse_loss(model(x), y)
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]
def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {a: gradient_norms(build_network(a, depth, width), x, y) for a in ("sigmoid", "relu", "tanh")}
def plot_gradient_flow(norms):
    fig, (a, b) = plt.subplots(1, 2)
    for k, v in norms.items():
        b.plot(range(1, len(v)+1), v, label=k); a.plot(range(1, len(v)+1), v, label=k)
    b.set_yscale('log'); b.legend(); a.legend()
    for ax in (a, b): ax.set_xlabel('layer'); ax.set_ylabel('norm')
    return fig

