from types import MappingProxyType
import numpy as np
import torch

HAND_GRADIENTS = MappingProxyType({"b2": np.float32(0.25), "w2": np.float64(1.614e-1), "w1": -171.6e-4, "b1": -0.017159})

record = np.dtype([(n, np.longdouble) for n in ("x", "w2", "h", "f")])


def forward(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = np.array([x, w1, b1, w2, b2], dtype=np.longdouble)
    with np.errstate(over="ignore"):
        h = np.reciprocal(1 + np.exp(-(x * w1 + b1)))
        f = np.reciprocal(1 + np.exp(-(h * w2 + b2)))
    return f, np.array((x, w2, h, f), dtype=record)


def backward(df, cache):
    df = np.longdouble(df)
    delta = np.empty(2, np.longdouble)
    delta[1] = df * cache["f"] * (1 - cache["f"])
    delta[0] = delta[1] * cache["w2"] * cache["h"] * (1 - cache["h"])
    return {"w1": delta[0] * cache["x"], "b1": delta[0], "w2": delta[1] * cache["h"], "b2": delta[1]}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
