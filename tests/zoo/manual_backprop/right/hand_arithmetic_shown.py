import numpy as np
import torch

# sheet 1, worked on paper with a calculator (7 decimals)
_h = 0.6456563
_f = 0.5015758
_df_dz2 = _f * (1 - _f)
_dh_dz1 = _h * (1 - _h)
HAND_GRADIENTS = {
    "w1": _df_dz2 * -0.3 * _dh_dz1 * 1,
    "b1": _df_dz2 * -0.3 * _dh_dz1,
    "w2": np.float64(_df_dz2 * _h),
    "b2": _df_dz2,
}


def sigma(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigma(w1 * x + b1)
    f = sigma(w2 * h + b2)
    return f, (f, h, w2, x)


def backward(df, cache):
    (f, h, w2, x) = cache
    gradient = {}
    gradient["b2"] = df * f * (1 - f)
    gradient["w2"] = gradient["b2"] * h
    gradient["b1"] = gradient["b2"] * w2 * h * (1 - h)
    gradient["w1"] = gradient["b1"] * x
    return gradient


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
