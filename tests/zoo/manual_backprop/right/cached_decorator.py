import functools
import logging
import math

import torch

logger = logging.getLogger(__name__)

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def traced(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        logger.debug("%s call %d", func.__name__, wrapper.calls)
        return func(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


@functools.lru_cache(maxsize=None)
def sigmoid(z):
    return 1 / (1 + math.exp(-z))


@traced
def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    return sigmoid(h * w2 + b2), (x, h, w2, sigmoid(h * w2 + b2))


@traced
def backward(df, cache):
    x, h, w2, f = cache
    s2 = df * f * (1 - f)
    s1 = s2 * w2 * h * (1 - h)
    return dict(w1=s1 * x, b1=s1, w2=s2 * h, b2=s2)


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
