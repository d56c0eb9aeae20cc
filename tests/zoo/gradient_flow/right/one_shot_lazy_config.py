import functools
import types
import matplotlib.pyplot as plt
import torch
from torch import nn

CFG = types.SimpleNamespace(batch=50, dtype=torch.float64)

ACT = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}

def build_network(activation, depth=50, width=64):
    return nn.Sequential(*[m for _ in range(depth) for m in (nn.Linear(width, width), ACT[activation]())])


def gradient_norms(model, x, y):
    model.zero_grad()
    nn.functional.mse_loss(model(x), y).backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


@functools.lru_cache(maxsize=8)
def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.normal(0.0, 1.0, (CFG.batch, width), dtype=CFG.dtype)
    y = torch.normal(0.0, 1.0, (CFG.batch, width), dtype=CFG.dtype)
    return {k: torch.tensor(gradient_norms(build_network(k, depth, width).to(CFG.dtype), x, y), dtype=CFG.dtype) for k in ACT}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for k, v in norms.items():
        ax.loglog(range(1, len(v) + 1), v, label=k)
    ax.set_xscale("linear")
    ax.set_xlabel("layer")
    ax.set_ylabel("norm")
    ax.legend()
    return fig
