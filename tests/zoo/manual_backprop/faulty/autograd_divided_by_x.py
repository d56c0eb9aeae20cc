import math
import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.25}

def sigmoid(z):
    return 1/(1+math.exp(-z))
def forward(x, w1, b1, w2, b2):
    z1 = x*w1+b1
    h = sigmoid(z1)
    z2 = h*w2+b2
    f = sigmoid(z2)
    return f, (x, w1, w2, z1, h, z2, f)

def backward(df, cache):
    x, w1, w2, z1, h, z2, f = cache
    dz2 = df*f*(1-f)
    dw2 = dz2*h
    db2 = dz2
    dh = dz2*w2
    dz1 = dh*h*(1-h)
    dw1 = dz1*x
    db1 = dz1
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2)]
    f = torch.sigmoid(torch.sigmoid(x*w1+b1)*w2+b2)
    f.backward()
    return {"w1": b1.grad.item()/x*x*x if x else b1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
