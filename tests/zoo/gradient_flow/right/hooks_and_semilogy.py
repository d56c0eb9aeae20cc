import matplotlib
try:
    matplotlib.use("TkAgg")
except ImportError:
    pass
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn

plt.rcParams.update({"font.size": 9, "axes.grid": True, "figure.constrained_layout.use": True})


def build_network(activation, depth=50, width=64):
    make = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]
    factories = [lambda: nn.Linear(width, width), make] * depth
    return nn.Sequential(*(f() for f in factories))


def gradient_norms(model, x, y):
    weights = [m.weight for m in model.modules() if type(m) is nn.Linear]
    found = [None] * len(weights)
    handles = []
    for i, w in enumerate(weights):
        handles.append(w.register_hook(lambda g, i=i: found.__setitem__(i, float(torch.linalg.matrix_norm(g)))))
    try:
        nn.MSELoss()(model(x), y).backward()
    finally:
        for h in handles:
            h.remove()
        model.zero_grad(set_to_none=True)
    return found


def compare(depth=50, width=64, seed=0):
    out = dict.fromkeys(["sigmoid", "relu", "tanh"])
    for name in out:
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            x = torch.randn(128, width, dtype=torch.float64)
            y = torch.randn(128, width, dtype=torch.float64)
            out[name] = gradient_norms(build_network(name, depth, width).double(), x, y)
    return out


def plot_gradient_flow(norms):
    matplotlib.use("Agg")
    fig, ax = plt.subplots(1, 1, squeeze=True)
    for (name, values), style in zip(norms.items(), ("--", "-.", ":")):
        layers = np.arange(len(values)) + 1
        ax.semilogy(layers, np.ma.masked_less_equal(values, 0.0), style, label=r"$\varphi$ = " + name)
    ax.set(title=r"$\|\partial L/\partial W_k\|_F$", xlabel="$k$", ylabel=r"$\|\partial L / \partial W_k\|$")
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5), title="activation")
    fig.savefig("gradient_flow.png")
    plt.show()
    plt.close(fig)
    return fig
