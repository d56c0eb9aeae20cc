import itertools
import matplotlib.pyplot as plt
import torch
from torch import nn

ACT = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

def build_network(activation, depth=50, width=64):
    layers = []
    while len(layers) < 2 * depth:
        layers.extend((nn.Linear(in_features=width, out_features=width, bias=True), ACT[activation]()))
    return nn.Sequential(*itertools.chain.from_iterable([layers]))


def gradient_norms(model, x, y):
    model.train()
    for p in model.parameters():
        p.grad = None
    torch.nn.functional.mse_loss(model(x), y, reduction="mean").backward()
    return [float(nn.utils.clip_grad_norm_([m.weight], float("inf"))) for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    g = torch.Generator().manual_seed(seed)
    x, y = (torch.rand(32, width, generator=g) for _ in "xy")
    result = {}
    for name in ("sigmoid", "relu", "tanh"):
        net = build_network(name, depth, width)
        bound = width ** -0.5
        with torch.no_grad():
            for p in net.parameters():
                p.uniform_(-bound, bound, generator=g)
        result[name] = gradient_norms(net, x, y)
    return result


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k, v in norms.items():
        ax.semilogy(range(1, len(v) + 1), v, label=k)
    ax.set_xlabel("layer")
    ax.set_ylabel("norm")
    ax.legend()
    return fig
