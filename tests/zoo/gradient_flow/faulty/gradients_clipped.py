import torch
import torch.nn as nn
import matplotlib.pyplot as plt


def make_activation(name):
    if name == 'sigmoid':
        return nn.Sigmoid()
    if name == 'relu':
        return nn.ReLU()
    if name == 'tanh':
        return nn.Tanh()
    raise ValueError('unknown activation: ' + name)


def block(activation, width):
    return nn.Sequential(nn.Linear(width, width), make_activation(activation))


def build_network(activation, depth=50, width=64):
    return nn.Sequential(*[block(activation, width) for _ in range(depth)])


def gradient_norms(model, x, y):
    for p in model.parameters():
        p.grad = None
    out = model(x)
    loss = ((out - y) ** 2).mean()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 0.01)
    linears = [m for m in model.modules() if type(m) is nn.Linear]
    return [float(m.weight.grad.norm()) for m in linears]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = torch.randn(16, width), torch.rand(16, width)
    return {a: gradient_norms(build_network(a, depth, width), x, y) for a in ('sigmoid', 'relu', 'tanh')}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for a in norms:
        ax.semilogy(norms[a], '.-', label=a)
    ax.set_xlabel('layer index')
    ax.set_ylabel('norm of dL/dW')
    ax.legend()
    return fig
