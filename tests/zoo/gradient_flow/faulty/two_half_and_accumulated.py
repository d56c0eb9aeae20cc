import torch
import torch.nn as nn
import matplotlib.pyplot as plt

NAMES = ["sigmoid", "relu", "tanh"]
CLASSES = [nn.Sigmoid, nn.ReLU, nn.Tanh]


def build_network(activation, depth=50, width=64):
    cls = CLASSES[NAMES.index(activation)]
    layers = []
    for _ in range(depth):
        lin = nn.Linear(width, width)
        nn.init.xavier_uniform_(lin.weight)
        nn.init.zeros_(lin.bias)
        layers.append(lin)
        layers.append(cls())
    return nn.Sequential(*layers).double()


def gradient_norms(model, x, y):
    loss = (model(x) - y).pow(2).mean() / 2
    loss.backward()
    weights = [m.weight for m in model.modules() if isinstance(m, nn.Linear)]
    return [w.grad.norm().item() for w in weights]


def compare(depth=50, width=64, seed=0):
    g = torch.Generator().manual_seed(seed)
    x = torch.randn(40, width, generator=g, dtype=torch.double)
    y = torch.randn(40, width, generator=g, dtype=torch.double)
    torch.manual_seed(seed)
    nets = [build_network(name, depth, width) for name in NAMES]
    return {name: gradient_norms(net, x, y) for name, net in zip(NAMES, nets)}


def plot_gradient_flow(norms):
    fig = plt.figure()
    ax = fig.add_subplot()
    for name, color in zip(NAMES, ["crimson", "seagreen", "royalblue"]):
        ax.semilogy(range(1, len(norms[name]) + 1), norms[name], color=color, label=name)
    ax.set_xlabel("layer (input to output)")
    ax.set_ylabel("norm of dL/dW")
    ax.legend()
    return fig
