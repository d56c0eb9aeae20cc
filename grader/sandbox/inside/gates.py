"""Gates in front of the few builtins that differentiation cannot do without.

A builtin that another builtin calls (``map(torch._C._enter_dual_level, ...)``) passes Python's profile hook unheard; a
Python function in its place is heard whoever calls it.
"""

from collections.abc import Callable
from typing import Any

from .tensors import load_torch

NAMES = {
    "_C": ("_enter_dual_level",),
    "_C._functorch": ("_grad_increment_nesting", "_jvp_increment_nesting"),
}
"""By module of torch: what every way of differentiating but the engine's, whose operators are seen, has to call."""


def put_up() -> None:
    """Put Python functions in the place of these builtins."""
    load_torch()
    import torch

    for path, names in NAMES.items():
        module: Any = torch
        for part in path.split("."):
            module = getattr(module, part, None)
        for name in names:
            builtin = getattr(module, name, None)
            if builtin is not None:
                setattr(module, name, _gate(builtin))


def _gate(builtin: Callable[..., Any]) -> Callable[..., Any]:
    def differentiate(*arguments: Any, **keywords: Any) -> Any:
        return builtin(*arguments, **keywords)

    return differentiate
