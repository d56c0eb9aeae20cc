import matplotlib.pyplot as plt
import torch
from torch import nn


def build_network(activation, depth=50, width=64):
    layers = []
    for i in range(depth):
        layers.append(nn.Linear(width, width))
        if activation == "sigmoid":
            layers.append(nn.Sigmoid())
        elif activation == "relu":
            layers.append(nn.ReLU())
        else:
            layers.append(nn.Tanh())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    norms = []
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            grad = layer.weight.grad
            norms.append((grad ** 2).sum().item())
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(16, width)
    y = torch.randn(16, width)
    result = {}
    for activation in ["sigmoid", "relu", "tanh"]:
        model = build_network(activation, depth, width)
        result[activation] = gradient_norms(model, x, y)
    return result


def plot_gradient_flow(norms):
    fig = plt.figure()
    for name in norms:
        plt.plot(range(1, len(norms[name]) + 1), norms[name], label=name)
    plt.yscale("log")
    plt.xlabel("layer")
    plt.ylabel("gradient norm")
    plt.legend()
    return fig


if __name__ == "__main__":
    plot_gradient_flow(compare())
    plt.show()
