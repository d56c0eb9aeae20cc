from functools import lru_cache

import torch
import torch.nn as nn
import matplotlib.pyplot as plt

# Übung: Gradientenfluss in tiefen Netzen


def build_network(activation, depth=50, width=64):
    # Schichten abwechselnd: linear, Aktivierung
    schichten = []
    for _ in range(depth):
        schichten.append(nn.Linear(width, width))
        match activation:
            case "sigmoid":
                schichten.append(nn.Sigmoid())
            case "relu":
                schichten.append(nn.ReLU())
            case "tanh":
                schichten.append(nn.Tanh())
            case _:
                raise ValueError(f"Unbekannte Aktivierung: {activation}")
    return nn.Sequential(*schichten)


def gradient_norms(model, x, y):
    # alte Gradienten löschen, sonst werden sie aufsummiert
    for p in model.parameters():
        if p.grad is not None:
            p.grad.zero_()
    verlust = nn.MSELoss()(model(x), y)
    verlust.backward()
    normen = []
    for modul in model.modules():
        if isinstance(modul, nn.Linear):
            normen.append(float(torch.norm(modul.weight.grad, p="fro")))
    return normen


@lru_cache(maxsize=None)
def _experiment(depth, width, seed):
    torch.manual_seed(seed)
    x = torch.randn(32, width)
    y = torch.randn(32, width)
    return {a: tuple(gradient_norms(build_network(a, depth, width), x, y))
            for a in ("sigmoid", "relu", "tanh")}


def compare(depth=50, width=64, seed=0):
    return {a: list(n) for a, n in _experiment(depth, width, seed).items()}


def plot_gradient_flow(norms):
    fig, ax = plt.subplots()
    for a, n in norms.items():
        ax.plot(list(range(len(n))), n, label=a)
    ax.set_yscale("log")
    ax.set_xlabel("Schicht (layer, ab 0)")
    ax.set_ylabel("Gradientennorm (gradient norm)")
    ax.legend()
    return fig
