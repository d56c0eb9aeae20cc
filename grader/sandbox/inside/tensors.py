"""The few things of torch that the worker itself uses, bound before a student's code could replace them."""

import sys
from typing import Any

_loaded: "list[Torch]" = []


class Torch:
    """Functions of torch under names of their own. Methods are those of the base class: subclasses never run theirs."""

    def __init__(self) -> None:
        """Import torch and bind everything now."""
        import torch
        from torch.utils import _python_dispatch as dispatch

        base: Any = torch._C.TensorBase
        self.Tensor: Any = torch.Tensor
        self.nn: Any = torch.nn
        self.Module: Any = torch.nn.Module
        self.tensor: Any = torch.tensor
        self.from_numpy: Any = torch.from_numpy
        self.no_grad: Any = torch.no_grad
        self.disable_subclasses: Any = torch._C.DisableTorchFunctionSubclass
        self.disable_modes: Any = dispatch._disable_current_modes
        self.TorchDispatchMode: Any = dispatch.TorchDispatchMode
        self.current_task: Any = torch._C._current_graph_task_id
        self.run_backward: Any = torch.autograd.Variable._execution_engine.run_backward
        self.strided: Any = torch.strided
        self.float32: Any = torch.float32
        self.float64: Any = torch.float64
        self.narrow: frozenset[Any] = frozenset({torch.float16, torch.bfloat16})
        self.plain_dtypes: frozenset[Any] = frozenset(
            {torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float32, torch.float64}
            | {torch.complex64, torch.complex128},
        )
        self.detach: Any = base.detach
        self.to: Any = base.to
        self.numpy: Any = base.numpy
        self.resolve_conj: Any = base.resolve_conj
        self.resolve_neg: Any = base.resolve_neg
        self.numel: Any = base.numel
        self.element_size: Any = base.element_size
        self.requires_grad_: Any = base.requires_grad_
        self.dtype_of: Any = base.dtype.__get__
        self.shape_of: Any = base.shape.__get__
        self.layout_of: Any = base.layout.__get__
        self.device_of: Any = base.device.__get__
        self.requires_grad_of: Any = base.requires_grad.__get__


def load_torch() -> Torch:
    """Import torch, where it is not yet, and bind what the worker needs of it."""
    if not _loaded:
        _loaded.append(Torch())
    return _loaded[0]


def torch_if_loaded() -> "Torch | None":
    """Torch as bound, or None while nobody has imported it: then nothing can be a tensor."""
    if _loaded:
        return _loaded[0]
    module = sys.modules.get("torch")
    return load_torch() if getattr(module, "Tensor", None) is not None else None
