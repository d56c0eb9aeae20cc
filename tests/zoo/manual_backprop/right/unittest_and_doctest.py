"""Backprop by hand.

>>> round(float(forward(1.0, 0.5, 0.1, -0.3, 0.2)[0]), 6)
0.501576
"""
import doctest
import sys
import unittest

import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    return f, (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    db2 = df * f * (1 - f)
    db1 = db2 * w2 * h * (1 - h)
    return {"w1": db1 * x, "b1": db1, "w2": db2 * h, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}


class TestGradients(unittest.TestCase):
    point = dict(x=1.3, w1=-0.4, b1=0.2, w2=0.9, b2=-0.5)

    def test_differences(self):
        f, cache = forward(**self.point)
        grads = backward(1.0, cache)
        for name in grads:
            up = dict(self.point, **{name: self.point[name] + 1e-6})
            down = dict(self.point, **{name: self.point[name] - 1e-6})
            numeric = (forward(**up)[0] - forward(**down)[0]) / 2e-6
            self.assertAlmostEqual(grads[name], numeric, places=8)

    def test_torch(self):
        other = torch_gradients(**self.point)
        mine = backward(1.0, forward(**self.point)[1])
        for name in other:
            self.assertAlmostEqual(other[name], mine[name], places=12)


doctest.testmod(sys.modules[__name__])
suite = unittest.defaultTestLoader.loadTestsFromTestCase(TestGradients)
unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
