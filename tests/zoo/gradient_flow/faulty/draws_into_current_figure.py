# Homework 3, task 3
import torch
import torch.nn as nn
import matplotlib.pyplot as plt

def build_network(activation, depth=50, width=64):
    layers = []
    for i in range(depth):
        layers.append(nn.Linear(width, width))
        if activation == "sigmoid":
            layers.append(nn.Sigmoid())
        elif activation == "relu":
            layers.append(nn.ReLU())
        else:
            layers.append(nn.Tanh())
    return nn.Sequential(*layers)

def gradient_norms(model, x, y):
    model.zero_grad()
    output = model(x)
    loss = nn.MSELoss()(output, y)
    loss.backward()
    result = []
    for i in range(len(model)):
        if isinstance(model[i], nn.Linear):
            g = model[i].weight.grad
            result.append((g ** 2).sum().item() ** 0.5)
    return result

def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    X = torch.randn(10, width)
    Y = torch.randn(10, width)
    net1 = build_network("sigmoid", depth, width)
    net2 = build_network("relu", depth, width)
    net3 = build_network("tanh", depth, width)
    n1 = gradient_norms(net1, X, Y)
    n2 = gradient_norms(net2, X, Y)
    n3 = gradient_norms(net3, X, Y)
    return {"sigmoid": n1, "relu": n2, "tanh": n3}

def plot_gradient_flow(norms):
    x = list(range(1, len(norms["sigmoid"]) + 1))
    plt.plot(x, norms["sigmoid"])
    plt.plot(x, norms["relu"])
    plt.plot(x, norms["tanh"])
    plt.yscale("log")
    plt.xlabel("Layer")
    plt.ylabel("Gradient norm")
    plt.legend(["Sigmoid", "ReLU", "Tanh"])
    plt.grid()
    return plt.gcf()
