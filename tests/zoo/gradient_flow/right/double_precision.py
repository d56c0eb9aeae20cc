import copy

import torch
import torch.nn as nn
import torch.nn.functional as F
import matplotlib.pyplot as plt

DTYPE = torch.float64


def build_network(activation, depth=50, width=64):
    act = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width, dtype=DTYPE))
        layers.append(act())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    # float32 underflows for the sigmoid network
    net = copy.deepcopy(model).to(DTYPE)
    net.zero_grad()
    loss = F.mse_loss(net(x.to(DTYPE)), y.to(DTYPE))
    loss.backward()
    return [m.weight.grad.norm(p="fro").item() for m in net.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width, dtype=DTYPE)
    y = torch.randn(32, width, dtype=DTYPE)
    return {name: gradient_norms(build_network(name, depth, width), x, y)
            for name in ("sigmoid", "relu", "tanh")}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for name, values in norms.items():
        ax.plot(range(1, len(values) + 1), values, label=name)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("||dL/dW||")
    ax.legend()
    return fig
