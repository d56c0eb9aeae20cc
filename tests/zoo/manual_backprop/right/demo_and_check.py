import numpy as np
import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    a = sigmoid(x * w1 + b1)
    f = sigmoid(a * w2 + b2)
    return f, (x, a, w2, f)


def backward(df, cache):
    x, a, w2, f = cache
    d_out = df * f * (1 - f)
    d_hid = d_out * w2 * a * (1 - a)
    return {"w1": d_hid * x, "b1": d_hid, "w2": d_out * a, "b2": d_out}


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}


def numeric(x, w1, b1, w2, b2, h=1e-6):
    p = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    result = {}
    for k in p:
        hi, lo = dict(p), dict(p)
        hi[k] += h
        lo[k] -= h
        result[k] = (forward(x, **hi)[0] - forward(x, **lo)[0]) / (2 * h)
    return result


point = dict(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2)
value, saved = forward(**point)
by_hand, by_torch, by_numeric = backward(1.0, saved), torch_gradients(**point), numeric(**point)
print(f"f = {value:.10f}")
for name in by_hand:
    print(f"{name}: hand {by_hand[name]: .10f}  torch {by_torch[name]: .10f}  numeric {by_numeric[name]: .10f}")
    assert abs(by_hand[name] - by_torch[name]) < 1e-12
    assert abs(by_hand[name] - HAND_GRADIENTS[name]) < 1e-4
