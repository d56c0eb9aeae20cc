"""The source texts of the sample reports, and a statement."""

MANUAL = '''"""Two-layer sigmoid network, gradients by hand."""
import math

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, w2, h, f)


def backward(df, cache):
    x, w2, h, f = cache
    # chain rule, from the output back to the input
    # sigma'(z) = sigma(z) * (1 - sigma(z))
    dz2 = f * (1 - f)
    dh = dz2 * w2
    dz1 = dh * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    import torch

    leaves = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2)]
    h = torch.sigmoid(x * leaves[0] + leaves[1])
    f = torch.sigmoid(h * leaves[2] + leaves[3])
    f.backward()
    return dict(zip(("w1", "b1", "w2", "b2"), (leaf.grad.item() for leaf in leaves)))
'''

RELU = """import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[grad_output < 0] = 0
        return grad_input


if __name__ == "__main__":
    x = torch.linspace(-1, 1, 5, requires_grad=True)
    MyReLU.apply(x).sum().backward()
    print(x.grad)
"""

FLOW = '''import matplotlib.pyplot as plt
import torch
from torch import nn

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}


def build_network(activation, depth=50, width=64):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(width, width), ACTIVATIONS[activation]()]
    return nn.Sequential(*layers)


def gradient_norms(model, x, y):
    model.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    return [m.weight.grad.norm().item() for m in model if isinstance(m, nn.Linear)]


def compare(depth=50, width=64, seed=0):
    torch.manual_seed(seed)
    x, y = torch.randn(32, width), torch.randn(32, width)
    return {name: gradient_norms(build_network(name, depth, width), x, y) for name in ACTIVATIONS}


def plot_gradient_flow(norms):
    """Draw one line per activation."""
    figure, axes = plt.subplots(figsize=(8, 5))
    for name, values in norms.items():
        axes.plot(range(1, len(values) + 1), values, label=name)
    axes.set_xlabel("layer")
    axes.set_ylabel("gradient norm")
    axes.set_title("Gradient flow")
    figure.tight_layout()
    return figure
'''

NORM = """import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, gamma, std)


def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    dgamma = (dout * xhat).sum(axis=0, keepdims=True)
    dbeta = dout.sum(axis=0)
    dxhat = dout * gamma
    # through the variance
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta


# ---------------------------------------------------------------------------
# A quick look at the numbers, to see that nothing is obviously off.
# ---------------------------------------------------------------------------


def demo():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(8, 5))
    out, cache = batch_norm_forward(x, np.ones(5), np.zeros(5))
    dx, dgamma, dbeta = batch_norm_backward(np.ones_like(out), cache)
    print(dx.shape, dgamma.shape, dbeta.shape)
    print(out.mean(axis=0), out.std(axis=0))


def numeric(f, x, h=1e-6):
    grad = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        keep = x[i]
        x[i] = keep + h
        up = f(x)
        x[i] = keep - h
        down = f(x)
        x[i] = keep
        grad[i] = (up - down) / (2 * h)
    return grad


if __name__ == "__main__":
    demo()
"""

STATEMENT = r"""# Batch normalisation, backward pass

For a batch $x \in \mathbb{R}^{N \times D}$ each column is normalised by its own mean and (biased) variance:

$$\mu_j = \frac{1}{N}\sum_{i=1}^{N} x_{ij}, \qquad \sigma_j^2 = \frac{1}{N}\sum_{i=1}^{N} (x_{ij}-\mu_j)^2, \qquad \hat{x}_{ij} = \frac{x_{ij}-\mu_j}{\sqrt{\sigma_j^2+\varepsilon}}$$

## What to return

`batch_norm_backward(dout, cache)` returns `(dx, dgamma, dbeta)`, where

$$\frac{\partial L}{\partial x_{ij}} = \sum_{k} \frac{\partial L}{\partial y_{kj}} \frac{\partial y_{kj}}{\partial x_{ij}}$$

| name | shape | meaning |
|---|---|---|
| `dx` | $(N, D)$ | $\partial L/\partial x$ |
| `dgamma` | $(D,)$ | $\partial L/\partial\gamma$ |

```python
def f(x):
    return x * 2  # a comment
```

### Hint

1. Write the *computational graph* down.
2. Remember that $\mu$ depends on every $x_{ij}$.

See [the paper](https://arxiv.org/abs/1502.03167) and ![a graph](graph.png).
"""
