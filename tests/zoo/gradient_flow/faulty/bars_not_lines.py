import torch, torch.nn as nn
import matplotlib.pyplot as plt

ACT = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}


def build_network(activation, depth=50, width=64):
    mods = []
    for _ in range(depth):
        mods += [nn.Linear(width, width), ACT[activation]()]
    return nn.Sequential(*mods)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = torch.randn(100, width), torch.randn(100, width)
    return {a: gradient_norms(build_network(a, depth, width), x, y) for a in ACT}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k, (a, n) in enumerate(norms.items()):
        ax.bar([i + 1 + 0.3 * k for i in range(len(n))], n, width=0.3, label=a)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
