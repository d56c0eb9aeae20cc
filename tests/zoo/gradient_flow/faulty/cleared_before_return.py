import torch
import torch.nn as nn
import torch.nn.functional as F
import matplotlib.pyplot as plt


def build_network(activation, depth=50, width=64):
    layers = []
    for i in range(depth):
        linear = nn.Linear(width, width)
        layers.append(linear)
        if activation == "sigmoid":
            layers.append(nn.Sigmoid())
        elif activation == "relu":
            layers.append(nn.ReLU())
        elif activation == "tanh":
            layers.append(nn.Tanh())
    network = nn.Sequential(*layers)
    return network


def gradient_norms(model, x, y):
    model.zero_grad()
    prediction = model(x)
    loss = F.mse_loss(prediction, y)
    loss.backward()
    norms = []
    for layer in model:
        if isinstance(layer, nn.Linear):
            grad = layer.weight.grad
            norm = torch.norm(grad)
            norms.append(norm.item())
    return norms


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    batch_size = 48
    x = torch.randn(batch_size, width)
    y = torch.randn(batch_size, width)
    results = {}
    for activation in ["sigmoid", "relu", "tanh"]:
        network = build_network(activation, depth, width)
        results[activation] = gradient_norms(network, x, y)
    return results


def plot_gradient_flow(norms):
    fig = plt.figure(figsize=(10, 6))
    for activation in ["sigmoid", "relu", "tanh"]:
        values = norms[activation]
        layer_numbers = list(range(1, len(values) + 1))
        plt.plot(layer_numbers, values, label=activation)
    plt.yscale("log")
    plt.xlabel("Layer number")
    plt.ylabel("Gradient norm")
    plt.title("Gradient flow")
    plt.legend()
    plt.show()
    plt.clf()
    return fig


if __name__ == "__main__":
    norms = compare()
    plot_gradient_flow(norms)
    plt.show()
