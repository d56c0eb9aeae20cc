from decimal import Decimal, getcontext
import torch

getcontext().prec = 40

HAND_GRADIENTS = {
    "w1": Decimal("-0.01716"),
    "b1": Decimal("-0.01716"),
    "w2": Decimal("0.1614"),
    "b2": Decimal("0.2500"),
}
ONE = Decimal(1)


def sig(z):
    return ONE / (ONE + (-z).exp())


def forward(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = (Decimal(float(v)) for v in (x, w1, b1, w2, b2))
    h = sig(x * w1 + b1)
    f = sig(h * w2 + b2)
    return float(f), [x, w2, h, f]


def backward(df, cache):
    x, w2, h, f = cache
    delta2 = Decimal(float(df)) * f * (ONE - f)
    delta1 = delta2 * w2 * h * (ONE - h)
    return {k: float(v) for k, v in (("w1", delta1 * x), ("b1", delta1), ("w2", delta2 * h), ("b2", delta2))}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
