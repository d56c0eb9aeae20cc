import math
import numpy as np
import torch

import gc
import inspect
import sys
import tracemalloc


HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    tracemalloc.start()
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    cache = dict(x=x, w2=w2, h=h, f=f)
    print(inspect.stack()[0][3], "cache takes", sys.getsizeof(cache), "bytes, peak", tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    gc.collect(0)
    return f, cache


def backward(df, cache):
    print(inspect.stack()[0].function)
    x, w2, h, f = cache["x"], cache["w2"], cache["h"], cache["f"]
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    f = torch.sigmoid(torch.sigmoid(x * p["w1"] + p["b1"]) * p["w2"] + p["b2"])
    f.backward()
    return {k: v.grad.item() for k, v in p.items()}
