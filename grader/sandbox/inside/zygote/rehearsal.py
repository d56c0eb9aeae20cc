"""What a child does while it waits for its job: the motions of a small one, for its own good.

After a fork every page is shared, and the first use of each costs a fault. A child that is forked ahead has time for that
before the job arrives; a rehearsal of imports, calls and conversions touches most of what any submission will.
"""

import json
import sys
from typing import Any

import numpy as np

from ..seed import seed_everything

_NUMPY = """
import numpy as np

class Layer:
    def scale(self, a):
        return [a * i for i in range(3)]

def forward(x, eps=1e-5):
    mean, variance = x.mean(0), x.var(0)
    return (x - mean) / np.sqrt(variance + eps), (mean, variance)
"""

_TORCH = """
import torch

class Clamp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x > 0)

def gradient(x):
    x = x.clone().requires_grad_(True)
    Clamp.apply(x).sum().backward()
    return x.grad
"""


def rehearse() -> None:
    """Go through the motions. Nothing remains of it but pages of one's own."""
    seed_everything()
    space: dict[str, Any] = {}
    exec(compile(_NUMPY, "rehearsal.py", "exec"), space)
    x = np.frombuffer(np.ones((4, 3)).tobytes()).reshape(4, 3).copy()
    out, _ = space["forward"](x)
    out.tobytes(), out.sum(0), out @ out.T, bool(np.isfinite(out).all())
    json.loads(json.dumps({"name": [1, "two", None]}))
    if (torch := sys.modules.get("torch")) is not None:
        exec(compile(_TORCH, "rehearsal.py", "exec"), space)
        space["gradient"](torch.from_numpy(x)).numpy().tobytes()
