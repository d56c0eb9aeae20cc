import functools
import math
import time

import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def timed(fn):
    fn.calls = 0
    fn.seconds = 0.0

    @functools.wraps(fn)
    def wrapper(*a, **k):
        start = time.perf_counter()
        try:
            return fn(*a, **k)
        finally:
            fn.calls += 1
            fn.seconds += time.perf_counter() - start
    return wrapper


@functools.lru_cache(maxsize=None)
def sigmoid(z):
    return 1 / (1 + math.exp(-z))


@functools.lru_cache(maxsize=None)
def forward(x, w1, b1, w2, b2):
    a = x * w1 + b1
    h = sigmoid(a)
    b = h * w2 + b2
    return sigmoid(b), (x, w2, a, b)


@timed
def backward(df, cache):
    x, w2, a, b = cache
    s1, s2 = sigmoid(a), sigmoid(b)
    db2 = df * s2 * (1 - s2)
    db1 = db2 * w2 * s1 * (1 - s1)
    return {"w1": db1 * x, "b1": db1, "w2": db2 * s1, "b2": db2}

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
