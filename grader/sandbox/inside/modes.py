"""A watch on torch's dispatcher, which every operator passes, however it was called."""

from collections.abc import Callable
from typing import Any

from .tensors import load_torch


def make_mode(seen: Callable[[str, int], None]) -> Any:
    """A mode that calls ``seen(operator, engine_task)`` before each operator; the task is -1 outside autograd's engine."""
    torch = load_torch()

    class Watching(torch.TorchDispatchMode):  # type: ignore[name-defined]
        """Reports each operator's name, then lets it proceed."""

        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            # Otherwise torch wraps the method below in something that imports its whole compiler.
            return False

        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            name = names.get(func)
            if name is None:
                name = names[func] = func._schema.name.rpartition("::")[2]
            seen(name, task())
            return func(*args, **(kwargs or {}))

    names: dict[Any, str] = {}
    task = torch.current_task
    return Watching()
