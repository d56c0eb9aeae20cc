from __future__ import annotations

from typing import Any, Final

import torch
from torch import Tensor

ZERO: Final[float] = 0.0


class MyReLU(torch.autograd.Function):
    r"""Rectified linear unit.

    .. math::
        y = \max(0, x), \qquad
        \frac{\partial L}{\partial x} = \frac{\partial L}{\partial y}\,[x > 0]

    The same operation as ``torch.relu`` / ``torch.nn.ReLU``.
    """

    @staticmethod
    def forward(ctx: Any, input: Tensor) -> Tensor:
        """Return ``max(0, input)`` and remember the input."""
        ctx.save_for_backward(input)
        return torch.clamp(input, min=ZERO)

    @staticmethod
    def backward(ctx: Any, grad_output: Tensor) -> Tensor:
        """Pass the upstream gradient where the input was positive."""
        input: Tensor
        (input,) = ctx.saved_tensors
        return torch.where(input > ZERO, grad_output, torch.zeros_like(grad_output))
