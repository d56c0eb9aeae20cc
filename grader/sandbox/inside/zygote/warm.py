"""First uses, made before the fork: whatever a framework does only once should be done in the zygote.

Each step is a function. The essential ones come before the first child; the others when nobody is waiting.
"""

import gc
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from ..fonts import forget_fonts
from .heap import settle
from .motions import numpy_motions, torch_motions

Step = Callable[[], None]


def numpy_core() -> None:
    """Arrays, linear algebra, random numbers."""
    import numpy as np

    square = np.eye(3) * 2.0
    np.linalg.lstsq(square, square, rcond=None)
    np.linalg.svd(square)
    np.linalg.inv(square)
    np.linalg.norm(square)
    np.einsum("ij,jk->ik", square, square)
    np.random.seed(0)
    np.random.randn(2)
    np.random.default_rng(0).normal(size=2)
    np.set_printoptions()
    str(square), repr(square.sum())


def numpy_testing() -> None:
    """The assertions, which import unittest."""
    import numpy as np
    import numpy.testing as testing

    testing.assert_allclose(np.ones(2), np.ones(2))
    np.fft.fft(np.ones(4))


def figures() -> None:
    """The plotting interface, without drawing anything yet."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    plt.close("all")


def drawing() -> None:
    """One figure with the usual parts, drawn and encoded."""
    import io

    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([1, 2], [1.0, 10.0], label="a")
    axes.semilogy([1, 2], [1.0, 10.0], "o--", label="b")
    axes.bar(["x", "y"], [1.0, 2.0])
    axes.set(title="t", xlabel="x", ylabel="y")
    axes.grid(True)
    axes.legend()
    figure.tight_layout()
    figure.canvas.draw()
    figure.savefig(io.BytesIO(), format="png")
    plt.close("all")
    _let_go_of_fonts()


def _let_go_of_fonts() -> None:
    """Drop every font that has been used: it holds its file open, and a child closes what it does not know of."""
    from matplotlib.mathtext import MathTextParser

    forget_fonts()
    if (cache := getattr(MathTextParser, "_parse_cached", None)) is not None:
        cache.cache_clear()
    gc.collect()


def torch_core() -> None:
    """Tensors, a first backward pass, a custom Function, the mode that watches functions.

    A dispatch mode that says nothing of the compiler imports it, which takes as long as all the rest of torch: see
    :func:`optimizers`.
    """
    import torch
    from torch.overrides import TorchFunctionMode

    torch.set_num_threads(1)

    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):  # type: ignore[no-untyped-def]
            ctx.save_for_backward(x)
            return 2 * x

        @staticmethod
        def backward(ctx, upstream):  # type: ignore[no-untyped-def]
            (x,) = ctx.saved_tensors
            return 2 * upstream * torch.ones_like(x)

    x = torch.randn(3, 3, dtype=torch.float64, requires_grad=True)
    Double.apply(x).sum().backward()
    (grad,) = torch.autograd.grad((x @ x).relu().sum(), x, create_graph=True)
    grad.sum().backward()

    class Watching(TorchFunctionMode):
        def __torch_function__(self, function, types, arguments=(), keywords=None):  # type: ignore[no-untyped-def]
            return function(*arguments, **(keywords or {}))

    with Watching():
        torch.sigmoid(x).sum().backward()
    with torch.no_grad():
        torch.sigmoid(x)
    x.detach().numpy()
    repr(x)


def torch_modules() -> None:
    """Layers and losses."""
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Tanh(), nn.Sigmoid(), nn.Linear(4, 2))
    out = model(torch.randn(5, 3))
    nn.CrossEntropyLoss()(out, torch.zeros(5, dtype=torch.long)).backward()
    nn.functional.mse_loss(model(torch.randn(5, 3)), torch.zeros(5, 2)).backward()
    [parameter.grad for parameter in model.parameters()]


def gradcheck() -> None:
    """Torch's own numeric check, which imports a great deal."""
    import torch

    x = torch.randn(2, dtype=torch.float64, requires_grad=True)
    torch.autograd.gradcheck(torch.sin, (x,))


def optimizers() -> None:
    """A step of each of the common optimizers; the first one imports the compiler."""
    import torch

    weight = torch.nn.Parameter(torch.ones(2))
    for kind in (torch.optim.SGD, torch.optim.Adam):
        optimizer = kind([weight], lr=0.1)
        optimizer.zero_grad()
        weight.sum().backward()
        optimizer.step()


def forward_mode() -> None:
    """Dual numbers and torch.func's transforms: used where a rule forbids them, they are to be refused at once too."""
    import torch
    from torch.autograd import forward_ad

    x = torch.randn(3, dtype=torch.float64)
    with forward_ad.dual_level():
        forward_ad.unpack_dual(torch.sin(forward_ad.make_dual(x, torch.ones_like(x))))
    torch.func.jvp(torch.sin, (x,), (x,))
    torch.func.vjp(torch.sin, x)[1](x)
    torch.func.grad(lambda v: torch.sin(v).sum())(x)
    torch.func.vmap(torch.sin)(x)
    torch.func.hessian(lambda v: torch.sin(v).sum())(x)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a framework's zygote does before its first child, and what while the host is busy with the first results.

    It settles early, for the children that come meanwhile, and once more when all is there.
    A step is left out where the package it is listed under is missing: a file that imports it will be told so.
    """

    essential: tuple[tuple[str, Step], ...]
    deferred: tuple[tuple[str, Step], ...]

    def steps(self, rows: tuple[tuple[str, Step], ...]) -> list[Step]:
        """Those of ``rows`` whose package is installed."""
        return [step for package, step in rows if importlib.util.find_spec(package) is not None]


PLANS = {
    "numpy": Plan(
        essential=(("numpy", numpy_core), ("numpy", numpy_motions)),
        deferred=(
            ("numpy", settle),
            ("matplotlib", figures),
            ("matplotlib", drawing),
            ("numpy", numpy_testing),
            ("numpy", settle),
        ),
    ),
    # The host gives a file that plots to this one, whether or not it uses torch.
    "torch": Plan(
        essential=(
            ("numpy", numpy_core),
            ("torch", torch_core),
            ("numpy", numpy_motions),
            ("torch", torch_motions),
            ("torch", torch_modules),
            ("matplotlib", figures),
        ),
        deferred=(
            ("torch", optimizers),
            ("numpy", settle),
            ("matplotlib", drawing),
            ("torch", gradcheck),
            ("torch", forward_mode),
            ("numpy", numpy_testing),
            ("numpy", settle),
        ),
    ),
}
"""By framework."""
