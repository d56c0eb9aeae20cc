import torch
import torch.nn as nn
import matplotlib.pyplot as plt

torch.set_default_dtype(torch.float64)


def build_network(activation, depth=50, width=64):
    if activation == "sigmoid":
        Act = nn.Sigmoid
    elif activation == "relu":
        Act = nn.ReLU
    else:
        Act = nn.Tanh
    layers = []
    while len(layers) < 2 * depth:
        layers.extend((nn.Linear(width, width), Act()))
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = (model(x) - y).square().mean().sqrt()
    loss.backward()
    # weights are matrices, biases are vectors
    return [p.grad.norm().item() for p in model.parameters() if p.dim() == 2]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(8, width)
    y = torch.zeros(8, width)
    res = {}
    for a in ["sigmoid", "relu", "tanh"]:
        net = build_network(activation=a, depth=depth, width=width)
        res[a] = gradient_norms(net, x, y)
    return res


def plot_gradient_flow(norms):
    f, ax = plt.subplots(figsize=(7, 4))
    depth = len(norms["relu"])
    layer = torch.arange(1, depth + 1)
    ax.plot(layer, norms["sigmoid"], "r-", label="sigmoid")
    ax.plot(layer, norms["relu"], "g-", label="ReLU")
    ax.plot(layer, norms["tanh"], "b-", label="tanh")
    ax.set_yscale("log")
    ax.set_xlabel("layer number")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return f
