# %% [markdown]
# ## Task 3: vanishing gradients

# %%
import numpy as np
import torch
from torch import nn
import matplotlib.pyplot as plt

# %%
def act_layer(name):
    layers = {"sigmoid": nn.Sigmoid(), "relu": nn.ReLU(), "tanh": nn.Tanh()}
    return layers[name]

# %%
def build_network(activation, depth=50, width=64):
    net = nn.Sequential()
    for k in range(depth):
        net.add_module(f"lin{k}", nn.Linear(width, width))
        net.add_module(f"act{k}", act_layer(activation))
    return net

# %%
def gradient_norms(model, x, y):
    model.zero_grad()
    out = model(x)
    loss = ((out - y) ** 2).mean()
    loss.backward(retain_graph=True)
    loss.backward()
    res = []
    for m in model.modules():
        if isinstance(m, nn.Linear):
            g = m.weight.grad.numpy()
            res.append(float(np.sqrt((g ** 2).sum())))
    return res

# %%
def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(64, width)
    y = torch.randn(64, width)
    d = {}
    d["sigmoid"] = gradient_norms(build_network("sigmoid", depth, width), x, y)
    d["relu"] = gradient_norms(build_network("relu", depth, width), x, y)
    d["tanh"] = gradient_norms(build_network("tanh", depth, width), x, y)
    return d

# %%
def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(7, 4))
    layers = np.arange(1, len(norms["sigmoid"]) + 1)
    ax.semilogy(layers, norms["sigmoid"], "r.-", label="sigmoid")
    ax.semilogy(layers, norms["relu"], "g.-", label="relu")
    ax.semilogy(layers, norms["tanh"], "b.-", label="tanh")
    ax.set_xlabel("layer")
    ax.set_ylabel("gradient norm")
    ax.legend()
    return fig

# %%
norms = compare(depth=10, width=16)
print({k: f"{v[0]:.1e} ... {v[-1]:.1e}" for k, v in norms.items()})
