"""``vjp``: the worker's own use of autograd, on results that the student's code made."""

from typing import Any

from .failure import Refused
from .tensors import load_torch


def vjp(out: Any, x: Any, upstream: Any) -> Any:
    """``torch.autograd.grad(out, x, upstream)``, with the graph kept for a second one.

    ``x`` is a tensor or a tuple of tensors. None stands for an ``x`` that ``out`` does not depend on.
    """
    torch = load_torch()
    if not issubclass(type(out), torch.Tensor):
        raise Refused(
            f"the result is not a tensor (it is of type {type(out).__name__}), so autograd cannot go back through it"
        )
    if not torch.requires_grad_of(out):
        raise Refused("the result does not depend on the input as autograd sees it: it does not require grad")
    several = type(x) in (tuple, list)
    wanted = tuple(x) if several else (x,)
    grads = torch.grad(out, wanted, grad_outputs=upstream, retain_graph=True, allow_unused=True)
    return grads if several else grads[0]
