import math
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}

F = ("s", ("+", ("*", ("s", ("+", ("*", "x", "w1"), "b1")), "w2"), "b2"))


def diff(e, v):
    if isinstance(e, (int, float)):
        return 0
    if isinstance(e, str):
        return 1 if e == v else 0
    op, *a = e
    if op == "+":
        return ("+", diff(a[0], v), diff(a[1], v))
    if op == "*":
        return ("+", ("*", diff(a[0], v), a[1]), ("*", a[0], diff(a[1], v)))
    return ("*", ("*", e, ("+", 1, ("*", -1, e))), diff(a[0], v))


def value(e, env):
    if isinstance(e, (int, float)):
        return e
    if isinstance(e, str):
        return env[e]
    op, *a = e
    a = [value(t, env) for t in a]
    if op == "+":
        return a[0] + a[1]
    if op == "*":
        return a[0] * a[1]
    return 1 / (1 + math.exp(-a[0]))


def forward(x, w1, b1, w2, b2):
    env = dict(x=x, w1=w1, b1=b1, w2=w2, b2=b2)
    return value(F, env), env


def backward(df, cache):
    return {v: df * value(diff(F, v), cache) for v in ("w1", "b1", "w2", "b2")}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
