"""Backpropagation by hand in a two-layer sigmoid network."""

import math

import torch

# On paper, with x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2:
#   z1 = 0.6        h = 0.645656
#   z2 = 0.006303   f = 0.501576
#   df/dz2 = f(1-f)               =  0.249998
#   df/dz1 = df/dz2 * w2 * h(1-h) = -0.0171586
HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1.0 / (1.0 + math.exp(-z))


def sigmoid_slope(s):
    """Derivative of the sigmoid, given its output s = sigmoid(z)."""
    return s * (1.0 - s)


def forward(x, w1, b1, w2, b2):
    hidden = sigmoid(x * w1 + b1)
    f = sigmoid(hidden * w2 + b2)
    cache = {"x": x, "hidden": hidden, "w2": w2, "f": f}
    return f, cache


def backward(df, cache):
    # Output unit first; delta is always dL/d(pre-activation) of a unit.
    delta2 = df * sigmoid_slope(cache["f"])
    delta1 = delta2 * cache["w2"] * sigmoid_slope(cache["hidden"])
    return {
        "w1": delta1 * cache["x"],
        "b1": delta1,
        "w2": delta2 * cache["hidden"],
        "b2": delta2,
    }


def torch_gradients(x, w1, b1, w2, b2):
    params = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    tw1, tb1, tw2, tb2 = params
    f = torch.sigmoid(torch.sigmoid(x * tw1 + tb1) * tw2 + tb2)
    f.backward()
    return dict(zip(["w1", "b1", "w2", "b2"], params.grad.tolist()))


if __name__ == "__main__":
    point = (1.0, 0.5, 0.1, -0.3, 0.2)
    f, cache = forward(*point)
    mine, theirs = backward(1.0, cache), torch_gradients(*point)
    print(f"f = {f:.6f}")
    for name in mine:
        print(f"{name}: paper {HAND_GRADIENTS[name]: .4g}  code {mine[name]: .8f}  torch {theirs[name]: .8f}")
