import torch
import torch.nn as nn
import matplotlib.pyplot as plt

ACTS = ["sigmoid", "relu", "tanh"]


def build_network(activation, depth=50, width=64):
    assert activation in ACTS, activation
    layers = []
    for _ in range(depth):
        linear = nn.Linear(width, width)
        nn.init.orthogonal_(linear.weight)
        layers.append(linear)
        layers.append({"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]())
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    saved = [p.grad for p in model.parameters()]
    for p in model.parameters():
        p.grad = None
    ((model(x) - y) ** 2).mean().backward()
    norms = [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]
    # leave the model as we found it
    for p, g in zip(model.parameters(), saved):
        p.grad = g
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    data = torch.randn(2, 32, width)
    norms = {}
    for k in ACTS:
        net = build_network(k, depth, width)
        norms[k] = gradient_norms(net, data[0], data[1])
    return norms


def plot_gradient_flow(norms):
    fig, axs = plt.subplots(3, 1, sharex=True, sharey=True, figsize=(6, 9))
    for i, k in enumerate(ACTS):
        axs[i].plot(range(1, len(norms[k]) + 1), norms[k], color=f"C{i}", label=k)
        axs[i].set_yscale("log")
        axs[i].set_ylabel("gradient norm")
        axs[i].legend()
    axs[-1].set_xlabel("layer")
    fig.suptitle("Gradient flow")
    return fig
