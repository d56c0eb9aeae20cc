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
    x, y = torch.randn(16, width), torch.randn(16, width)
    res = {}
    for a in ACT:
        n = gradient_norms(build_network(a, depth, width), x, y)
        res[a] = n[0] / n[-1]
    return res


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for a, n in norms.items():
        ax.plot(range(1, len(n) + 1), n, label=a)
    ax.set_yscale("log")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
