#############################################
# Deep Learning, sheet 2, exercise 3
# Gradient flow through a deep network
#############################################

# imports
import torch
import torch.nn as nn
import torch.nn.functional as F
import matplotlib.pyplot as plt


# build the network layer by layer
def build_network(activation, depth=50, width=64):
    # list that will hold all layers
    layers = []
    for i in range(depth):
        # first the linear layer
        linear = nn.Linear(width, width)
        layers.append(linear)
        # then the activation
        if activation == "sigmoid":
            layers.append(nn.Sigmoid())
        elif activation == "relu":
            layers.append(nn.ReLU())
        elif activation == "tanh":
            layers.append(nn.Tanh())
    # the star unpacks the list
    network = nn.Sequential(*layers)
    return network


# norm of the gradient for every linear layer
def gradient_norms(model, x, y):
    # reset old gradients
    model.zero_grad()
    # forward pass
    prediction = model(x)
    # loss
    loss = F.mse_loss(prediction, y)
    # backward pass
    loss.backward()
    # collect the norms
    norms = []
    for layer in model:
        if isinstance(layer, nn.Linear):
            grad = layer.weight.grad
            norm = torch.norm(grad)
            norms.append(round(norm.item(), 6))
    return norms


# all three activations on the same data
def compare(depth=50, width=64, seed=0):
    # for reproducibility
    torch.manual_seed(seed)
    # random batch
    batch_size = 64
    x = torch.randn(batch_size, width)
    y = torch.randn(batch_size, width)
    # dictionary for the results
    results = {}
    for activation in ["sigmoid", "relu", "tanh"]:
        network = build_network(activation, depth, width)
        results[activation] = gradient_norms(network, x, y)
    return results


# plot everything
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
    return fig


# main program
if __name__ == "__main__":
    norms = compare()
    plot_gradient_flow(norms)
    plt.show()
