import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}


def σ(z):
    return 1 / (1 + np.exp(-z))


def σʹ(z):
    # σ'(z) = σ(z)(1-σ(z))
    return σ(z) * (1 - σ(z))


def forward(x, w1, b1, w2, b2):
    ζ1 = x * w1 + b1
    α1 = σ(ζ1)
    ζ2 = α1 * w2 + b2
    α2 = σ(ζ2)
    return α2, dict(x=x, ζ1=ζ1, α1=α1, ζ2=ζ2, w2=w2)


def backward(df, cache):
    δ2 = df * σʹ(cache["ζ2"])                       # ∂L/∂ζ2
    δ1 = δ2 * cache["w2"] * σʹ(cache["ζ1"])         # ∂L/∂ζ1
    return {"w1": δ1 * cache["x"], "b1": δ1, "w2": δ2 * cache["α1"], "b2": δ2}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
