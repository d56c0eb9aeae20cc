import math
def sigmoid(z):
    # sigma(-z) = 1 - sigma(z), no overflow
    if z < 0:
        return 1 - sigmoid(-z)
    return 1 / (1 + math.exp(-z))
def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    return f, (x, h, w2, f)
def backward(df, cache):
    x, h, w2, f = cache
    dz2 = df * f * (1 - f)
    dw2 = dz2 * h
    db2 = dz2
    dh = dz2 * w2
    dz1 = dh * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dw2, "b2": db2}


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


import torch
def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    f = torch.sigmoid(torch.sigmoid(x*w1+b1)*w2+b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}

