import torch
import torch.nn as nn
import torch.nn.functional as F
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    act_map = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh, "elu": nn.ELU}
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width, bias=True))
        layers.append(act_map[activation]())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    params = list(model.parameters())
    # order is weight, bias, weight, bias, ...
    return [w.grad.norm().item() for w in params[0::2]]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {k: gradient_norms(build_network(k, depth, width), x, y)
            for k in ["sigmoid", "relu", "tanh", "elu"]}   # elu out of curiosity


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k, v in norms.items():
        ax.semilogy(range(1, len(v) + 1), v, label=k)
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend(loc="lower right", ncol=2)
    return fig
