import math

import torch
import torch.nn as nn
import matplotlib.pyplot as plt


def init_weights(m):
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
        nn.init.constant_(m.bias, 0.01)


def build_network(activation, depth=50, width=64):
    acts = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
    model = nn.Sequential(*[layer for _ in range(depth)
                            for layer in (nn.Linear(width, width), acts[activation]())])
    model.apply(init_weights)
    return model


def linear_layers(module):
    if isinstance(module, nn.Linear):
        return [module]
    found = []
    for child in module.children():
        found += linear_layers(child)
    return found


def frobenius(matrix):
    return math.sqrt(sum(v * v for row in matrix.tolist() for v in row))


def gradient_norms(model, x, y):
    model.apply(init_weights)
    model.zero_grad()
    nn.functional.mse_loss(model(x), y, reduction="mean").backward()
    return [frobenius(layer.weight.grad) for layer in linear_layers(model)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(16, width)
    y = torch.randn(16, width)
    table = {}
    for name in ("sigmoid", "relu", "tanh"):
        table[name] = gradient_norms(build_network(name, depth, width), x, y)
        print(f"{name:>8}: first layer {table[name][0]:.2e}, last layer {table[name][-1]:.2e}")
    return table


def plot_gradient_flow(norms):
    fig = plt.figure(figsize=(9, 5), dpi=120)
    ax = fig.gca()
    for name, values in norms.items():
        ax.semilogy(range(1, len(values) + 1), values, marker=".", label=name)
    ax.set_title("How much gradient reaches each layer?")
    ax.set_xlabel("layer (1 is next to the input)")
    ax.set_ylabel("norm of the weight gradient")
    ax.legend()
    return fig
