import torch
import torch.nn as nn
import matplotlib.pyplot as plt


class Activation(nn.Module):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn

    def forward(self, x):
        return self.fn(x)


FUNCTIONS = {"sigmoid": torch.sigmoid, "relu": torch.relu, "tanh": torch.tanh}


def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers.append(nn.Linear(width, width))
        layers.append(Activation(FUNCTIONS[activation]))
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {name: gradient_norms(build_network(name, depth, width), x, y) for name in FUNCTIONS}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for name, values in norms.items():
        ax.semilogy(range(1, len(values) + 1), values, label=name)
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
