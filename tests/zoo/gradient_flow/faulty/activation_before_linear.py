import torch
import torch.nn as nn
import torch.nn.functional as F
import matplotlib.pyplot as plt


def make_block(activation, width):
    act = dict(sigmoid=nn.Sigmoid, relu=nn.ReLU, tanh=nn.Tanh)[activation]
    return [act(), nn.Linear(width, width)]


def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers.extend(make_block(activation, width))
    return nn.Sequential(*layers)


def mse(a, b):
    return ((a - b) ** 2).mean()


def gradient_norms(model, x, y):
    model.zero_grad()
    mse(model(x), y).backward()
    out = []
    for name, p in model.named_parameters():
        if "weight" in name:
            out.append(p.grad.norm().item())
    return out


def random_batch(width, n=32):
    return torch.randn(n, width), torch.randn(n, width)


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = random_batch(width)
    out = {}
    for act in ("sigmoid", "relu", "tanh"):
        net = build_network(act, depth, width)
        out[act] = gradient_norms(net, x, y)
    return out


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for act in norms:
        xs = [i + 1 for i in range(len(norms[act]))]
        ys = norms[act]
        ax.plot(xs, ys, "-o", ms=3, label=act)
    ax.set_yscale("log")
    ax.set_title("Gradient flow")
    ax.set_xlabel("layer number")
    ax.set_ylabel("gradient norm")
    ax.legend(loc="best")
    return fig


if __name__ == "__main__":
    fig = plot_gradient_flow(compare())
    fig.savefig("gradient_flow.png", dpi=150)
