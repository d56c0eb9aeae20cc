import numpy as np
import torch
import torch.nn as nn
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    acts = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width))
        layers.append(acts[activation]())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = torch.mean((model(x) - y) ** 2)
    loss.backward()
    grads = [m.weight.grad.detach().numpy() for m in model.modules() if isinstance(m, nn.Linear)]
    return np.array([np.sqrt(np.sum(g ** 2)) for g in grads])


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(50, width)
    y = torch.randn(50, width)
    return {a: gradient_norms(build_network(a, depth, width), x, y) for a in ("sigmoid", "relu", "tanh")}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(8, 5))
    for a, values in norms.items():
        values = np.asarray(values, dtype=float)
        layer = np.arange(1, len(values) + 1)
        nonzero = values > 0          # log(0) cannot be drawn
        ax.plot(layer[nonzero], values[nonzero], "o-", ms=3, label=a)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm (log scale)")
    ax.legend()
    return fig
