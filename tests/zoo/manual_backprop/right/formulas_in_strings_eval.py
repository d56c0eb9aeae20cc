import math
import numpy as np
import torch


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


SIGMA = "1/(1+exp(-({z})))"


def calc(formula, **values):
    return eval(formula, {"exp": math.exp, "__builtins__": {}}, values)


def forward(x, w1, b1, w2, b2):
    h = calc(SIGMA.format(z="x*w1+b1"), x=x, w1=w1, b1=b1)
    f = calc(SIGMA.format(z="h*w2+b2"), h=h, w2=w2, b2=b2)
    return f, dict(x=x, w2=w2, h=h, f=f)


def backward(df, cache):
    rules = {
        "w1": "df*f*(1-f)*w2*h*(1-h)*x",
        "b1": "df*f*(1-f)*w2*h*(1-h)",
        "w2": "df*f*(1-f)*h",
        "b2": "df*f*(1-f)",
    }
    return {name: calc(rule, df=df, **cache) for name, rule in rules.items()}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
