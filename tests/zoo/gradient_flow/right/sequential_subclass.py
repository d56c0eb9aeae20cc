import torch
import torch.nn as nn
import matplotlib.pyplot as plt


class DeepNet(nn.Sequential):
    def __init__(self, activation, depth, width):
        act = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]
        layers = []
        for _ in range(depth):
            layers.append(nn.Linear(width, width))
            layers.append(act())
        super().__init__(*layers)


def build_network(activation, depth=50, width=64):
    return DeepNet(activation, depth, width)


def gradient_norms(model, x, y):
    model.train()
    model.zero_grad()
    y_hat = model(x)
    mse = ((y_hat - y) ** 2).sum() / y.numel()
    mse.backward()
    return [m.weight.grad.flatten().norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.rand(32, width)
    y = torch.rand(32, width)
    return {k: gradient_norms(build_network(k, depth, width), x, y) for k in ["sigmoid", "relu", "tanh"]}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k in norms:
        ax.plot(range(1, len(norms[k]) + 1), norms[k], label=k)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    fig.legend(loc="upper right")
    plt.close(fig)
    return fig
