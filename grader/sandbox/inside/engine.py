"""``vjp``: the worker's own use of autograd, on results that the student's code made."""

from typing import Any

from .failure import Refused
from .tensors import load_torch


def vjp(out: Any, x: Any, upstream: Any) -> Any:
    """``torch.autograd.grad(out, x, upstream)``, with the graph kept for a second one.

    ``x`` is a tensor or a tuple of tensors. None stands for an ``x`` that ``out`` does not depend on. The engine is called
    directly: what torch puts before it can be replaced by a student's file, and compares shapes with the help of a
    computer algebra system, whose import takes half a second.
    """
    torch = load_torch()
    if not issubclass(type(out), torch.Tensor):
        raise Refused(
            f"the result is not a tensor (it is of type {type(out).__name__}), so autograd cannot go back through it"
        )
    if not torch.requires_grad_of(out):
        raise Refused("the result does not depend on the input as autograd sees it: it does not require grad")
    shape, above = tuple(torch.shape_of(out)), tuple(torch.shape_of(upstream))
    if shape != above:
        # The engine itself would sum the one down to the other.
        raise Refused(f"the result has shape {shape}, and the upstream gradient that belongs to it {above}")
    several = type(x) in (tuple, list)
    wanted = tuple(x) if several else (x,)
    grads = torch.run_backward(
        (out,),
        (upstream,),
        True,  # keep the graph
        False,  # make no graph of the gradient
        wanted,
        allow_unreachable=True,
        accumulate_grad=False,
    )
    return grads if several else grads[0]
