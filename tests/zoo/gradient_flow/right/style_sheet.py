import matplotlib.pyplot as plt
import torch
import torch.nn as nn

PRETTY = {"sigmoid": "Sigmoid", "relu": "ReLU", "tanh": "Tanh"}
MARKERS = {"sigmoid": "s", "relu": "^", "tanh": "o"}


def build_network(activation, depth=50, width=64):
    make = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]
    net = []
    for _ in range(depth):
        net.append(nn.Linear(width, width))
        net.append(make())
    return nn.Sequential(*net)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss_fn = nn.MSELoss()
    loss_fn(model(x), y).backward()
    norms = []
    for m in model.modules():
        if isinstance(m, nn.Linear):
            norms.append(torch.sqrt(torch.sum(m.weight.grad ** 2)).item())
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(128, width)
    y = torch.randn(128, width)
    all_norms = {}
    for act in PRETTY:
        all_norms[act] = gradient_norms(build_network(act, depth, width), x, y)
    return all_norms


def plot_gradient_flow(norms):
    with plt.style.context("ggplot"):
        fig, ax = plt.subplots(figsize=(10, 6))
        handles, labels = [], []
        for act, values in norms.items():
            line, = ax.plot(range(1, len(values) + 1), values, marker=MARKERS.get(act, "."), markevery=5)
            handles.append(line)
            labels.append(PRETTY.get(act, act))
        ax.set_yscale("log")
        ax.set_xlabel("Layer number")
        ax.set_ylabel("Gradient norm")
        ax.legend(handles, labels)
    plt.show()
    return fig
