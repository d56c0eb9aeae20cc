import torch
import torch.nn as nn
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    act = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}[activation]
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(width, width), act()]
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)   # only used to reset the gradients
    optimizer.zero_grad()
    loss = nn.MSELoss(reduction="sum")(model(x), y)
    loss.backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    nets = {a: build_network(a, depth, width) for a in ("sigmoid", "relu", "tanh")}
    x = torch.randn(64, width)
    y = torch.randn(64, width)
    return {a: gradient_norms(net, x, y) for a, net in nets.items()}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(8, 6))
    n = 1
    for a, values in norms.items():
        n = len(values)
        ax.semilogy(range(1, n + 1), values, lw=2, label=a)
    # sigmoid' <= 1/4: upper bound for how fast the gradient must vanish
    guide = [norms["sigmoid"][-1] * 0.25 ** (n - k) for k in range(1, n + 1)]
    ax.semilogy(range(1, n + 1), guide, "k--", lw=1, label=r"$(1/4)^{n-k}$")
    ax.axhline(torch.finfo(torch.float32).tiny, color="grey", ls=":", label="smallest float32")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig
