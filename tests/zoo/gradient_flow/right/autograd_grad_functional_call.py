import copy
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.func import functional_call, grad

ACT = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

def build_network(activation, depth=50, width=64):
    blocks = nn.Sequential()
    for k in range(1, depth + 1):
        blocks.add_module(f"block{k}", nn.Sequential(nn.Linear(width, width), ACT[activation]()))
    return blocks


def gradient_norms(model, x, y):
    params = {k: v.detach() for k, v in model.named_parameters()}

    def loss(p):
        return nn.functional.mse_loss(functional_call(model, p, (x,)), y)
    g = grad(loss)(params)
    names = [f"{n}.weight" if n else "weight" for n, m in model.named_modules() if isinstance(m, nn.Linear)]
    return [g[n].norm().item() for n in names]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = torch.randn(64, width), torch.randn(64, width)
    return {k: gradient_norms(build_network(k, depth, width), x, y) for k in ACT}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k, v in norms.items():
        ax.semilogy(range(1, len(v) + 1), v, label=k)
    ax.set_xlabel("layer")
    ax.set_ylabel("norm")
    ax.legend()
    return fig
