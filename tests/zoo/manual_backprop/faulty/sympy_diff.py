import math
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + math.exp(-(x * w1 + b1)))
    f = 1 / (1 + math.exp(-(h * w2 + b2)))
    return f, (x, w1, b1, w2, b2)


def backward(df, cache):
    import sympy
    x, w1, b1, w2, b2 = v = sympy.symbols("x w1 b1 w2 b2")
    h = 1 / (1 + sympy.exp(-(x * w1 + b1)))
    f = 1 / (1 + sympy.exp(-(h * w2 + b2)))
    return {str(p): df * float(sympy.lambdify(v, sympy.diff(f, p))(*cache)) for p in v[1:]}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
