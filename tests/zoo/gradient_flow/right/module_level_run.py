# %% [markdown]
# # Vanishing gradients
# We look at 50 layers and compare the three activations.

# %%
import torch
import torch.nn as nn
import matplotlib
import matplotlib.pyplot as plt

# %%
def get_activation(name):
    return {
        'sigmoid': nn.Sigmoid(),
        'relu': nn.ReLU(),
        'tanh': nn.Tanh(),
    }[name]

def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers.extend([nn.Linear(width, width), get_activation(activation)])
    return nn.Sequential(*layers)

net = build_network('tanh', depth=3, width=4)
print(net)

# %%
def gradient_norms(model, x, y):
    model.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    return [layer.weight.grad.norm().item() for layer in model if isinstance(layer, nn.Linear)]

print(gradient_norms(net, torch.randn(5, 4), torch.randn(5, 4)))

# %%
def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {a: gradient_norms(build_network(a, depth, width), x, y) for a in ['sigmoid', 'relu', 'tanh']}

norms = compare()
for a, n in norms.items():
    print(f'{a:8s} first {n[0]:.3e}  last {n[-1]:.3e}')

# %%
def plot_gradient_flow(norms):
    fig, ax = plt.subplots(figsize=(8, 4))
    for a, n in norms.items():
        ax.plot(range(1, len(n) + 1), n, label=a)
    ax.set_yscale('log')
    ax.set_xlabel('layer')
    ax.set_ylabel('gradient norm')
    ax.legend()
    return fig

fig = plot_gradient_flow(norms)
