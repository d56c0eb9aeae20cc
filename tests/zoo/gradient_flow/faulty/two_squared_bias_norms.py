import torch
from torch import nn
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    table = {"sigmoid": nn.Sigmoid(), "relu": nn.ReLU(), "tanh": nn.Tanh()}
    net = nn.Sequential()
    for i in range(depth):
        net.add_module("linear_%02d" % i, nn.Linear(width, width))
        net.add_module("act_%02d" % i, table[activation])
    return net


def gradient_norms(model, x, y):
    model.zero_grad()
    diff = model(x) - y
    loss = (diff * diff).mean()
    loss.backward()
    out = []
    for module in model.modules():
        if isinstance(module, nn.Linear):
            out.append(module.bias.grad.square().sum().item())
    return out


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    results = {}
    for name in ("sigmoid", "relu", "tanh"):
        torch.manual_seed(seed + 1)
        results[name] = gradient_norms(build_network(name, depth, width), x, y)
    return results


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for name in norms:
        ax.plot(range(1, len(norms[name]) + 1), norms[name], label=name)
    # the sigmoid curve reaches 0 exactly in float32, a plain log axis would hide it
    ax.set_yscale("symlog", linthresh=1e-30)
    ax.set_ylim(bottom=0)
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
