"""ReLU, forward and backward: out = max(x, 0), and the upstream gradient passes where x is positive.

At exactly 0 ReLU has a kink: the slope is 0 on its left and 1 on its right, and every number between them is a
subgradient. PyTorch chooses 0, and so does this module.
"""

import numpy as np


class MyReLU:
    """The forward pass, under the name by which a torch.autograd.Function is called."""

    @staticmethod
    def apply(x):
        """max(x, 0), entry by entry; any shape."""
        return np.maximum(x, 0)


def vjp(out, x, upstream):
    """The vector-Jacobian product: the upstream gradient where x > 0, and 0 elsewhere."""
    return upstream * (x > 0)


def intermediates(x, upstream):
    """Every named value on the way."""
    mask = (x > 0).astype(float)
    return {"mask": mask, "out": x * mask, "upstream": upstream, "x": x}


def factors(x, upstream):
    """Named factors that are forgotten or applied twice."""
    return {"mask": (x > 0).astype(float), "upstream": upstream, "x": x}


WORDS = {
    "mask": "the mask, 1 where the input is positive and 0 elsewhere",
    "upstream": "the upstream gradient",
    "x": "the input",
    "out": "the output",
}
"""How to say these names in a sentence."""

SEE = {"mask": "The function", "upstream": "The upstream gradient"}
"""Where in the statement to read on."""
