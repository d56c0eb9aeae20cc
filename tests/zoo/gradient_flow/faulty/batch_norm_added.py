import torch
from torch import nn
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    act = {"sigmoid": nn.Sigmoid(), "relu": nn.ReLU(), "tanh": nn.Tanh()}[activation]
    net = nn.Sequential()
    for i in range(depth):
        net.append(nn.Linear(width, width))
        net.append(nn.BatchNorm1d(width))   # helps the gradients
        net.append(act)   # has no parameters, can be shared
    return net


def gradient_norms(model, x, y):
    weights = [m.weight for m in model.modules() if isinstance(m, nn.Linear)]
    loss = nn.functional.mse_loss(model(x), y)
    grads = torch.autograd.grad(loss, weights)
    return [g.pow(2).sum().sqrt().item() for g in grads]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(20, width)
    y = torch.randn(20, width)
    norms = dict()
    norms["sigmoid"] = gradient_norms(build_network("sigmoid", depth, width), x, y)
    norms["relu"] = gradient_norms(build_network("relu", depth, width), x, y)
    norms["tanh"] = gradient_norms(build_network("tanh", depth, width), x, y)
    return norms


def plot_gradient_flow(norms):
    fig = plt.figure()
    ax = fig.add_subplot(111)
    colors = {"sigmoid": "tab:red", "relu": "tab:green", "tanh": "tab:blue"}
    for k, v in norms.items():
        xs = list(range(1, len(v) + 1))
        ax.plot(xs, v, color=colors.get(k), label=k)
    ax.set(yscale="log", xlabel="Layer", ylabel="Gradient norm", title="Vanishing gradients")
    ax.legend()
    return fig
