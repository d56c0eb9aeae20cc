import torch
import torch.nn as nn
import torch.nn.functional as F
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    layers = []
    for i in range(depth):
        layers.append(nn.Linear(width, width))
        if activation == "sigmoid":
            layers.append(nn.Sigmoid())
        elif activation == "relu":
            layers.append(nn.ReLU())
        elif activation == "tanh":
            layers.append(nn.Tanh())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = F.mse_loss(model(x), y)
    loss.backward()
    norms = []
    for layer in model:
        if isinstance(layer, nn.Linear):
            norms.append(layer.weight.grad.norm().item())
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    result = {}
    for name in ["sigmoid", "relu", "tanh"]:
        model = build_network(name, depth, width)
        result[name] = gradient_norms(model, x, y)
    return result


def plot_gradient_flow(norms):
    fig = plt.figure(figsize=(8, 5))
    for name in norms:
        layers = range(1, len(norms[name]) + 1)
        plt.semilogy(layers, norms[name], label=name)
    plt.xlabel("layer")
    plt.ylabel("gradient norm")
    plt.title("Gradient flow")
    plt.legend()
    return fig
