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
    lin = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [lin[0].weight.grad.norm().item(), lin[-1].weight.grad.norm().item()]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = torch.randn(32, width), torch.randn(32, width)
    return {a: gradient_norms(build_network(a, depth, width), x, y) for a in ACT}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for a, n in norms.items():
        ax.plot(range(1, len(n) + 1), n, label=a)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
