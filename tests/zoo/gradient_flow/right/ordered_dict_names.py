from collections import OrderedDict

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn


def build_network(activation, depth=50, width=64):
    acts = dict(sigmoid=nn.Sigmoid, relu=nn.ReLU, tanh=nn.Tanh)
    modules = OrderedDict()
    for k in range(1, depth + 1):
        modules[f"fc{k}"] = nn.Linear(width, width)
        modules[f"{activation}{k}"] = acts[activation]()
    return nn.Sequential(modules)


def gradient_norms(model, x, y):
    model.zero_grad()
    prediction = model(x)
    loss = nn.MSELoss(reduction="mean")(prediction, y)
    loss.backward()
    result = []
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear):
            result.append(np.linalg.norm(module.weight.grad.numpy(), ord="fro"))
    return result


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    np.random.seed(seed)
    x = torch.randn(100, width)
    y = torch.randn(100, width)
    return {
        "sigmoid": gradient_norms(build_network("sigmoid", depth, width), x, y),
        "relu": gradient_norms(build_network("relu", depth, width), x, y),
        "tanh": gradient_norms(build_network("tanh", depth, width), x, y),
    }


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(1, 1, figsize=(10, 6))
    styles = ["-", "--", "-."]
    for (name, n), ls in zip(norms.items(), styles):
        ax.semilogy(np.arange(1, len(n) + 1), n, ls, linewidth=2, label=f"{name} network")
    ax.set_xlabel("layer number")
    ax.set_ylabel("Frobenius norm of the weight gradient")
    ax.legend(title="activation")
    return fig
