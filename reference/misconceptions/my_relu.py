"""Known misconceptions of the ReLU exercise: the values that each leads to, for those values that it changes.

Each function takes what it needs of a case by name and returns {name: value}, or a tuple of such when it shows in several
ways. Its docstring is what a teaching assistant would say; "See:" names the heading of the statement to read.
"""

import numpy as np


def guided_backprop(x, upstream):
    """Negative upstream gradients are dropped too. That is the rule of "guided backpropagation", a way to draw pictures; the
    derivative lets every upstream gradient through where the input is positive.

    See: The upstream gradient
    """
    return {"dx": upstream * (x > 0) * (upstream > 0)}


def mask_from_upstream(x, upstream):
    """The mask is taken from the sign of the upstream gradient. It is the input that decides where the slope is 0.

    See: What to keep for backward
    """
    return {"dx": upstream * (upstream > 0)}, {"dx": 1.0 * (upstream > 0)}


def mask_inverted(x, upstream):
    """The mask is the wrong way round: what passes is what should be stopped.

    See: The function
    """
    return {"dx": upstream * (x < 0)}, {"dx": upstream * (x <= 0)}, {"out": np.minimum(x, 0)}


def input_as_slope(x, upstream):
    """The upstream gradient is multiplied by the input, or by the output. The slope of ReLU is 0 or 1, however large the input.

    See: The function
    """
    return {"dx": upstream * np.maximum(x, 0)}, {"dx": upstream * x}


def upstream_ignored(x, upstream):
    """The upstream gradient is not used: this is the slope of ReLU alone.

    See: The upstream gradient
    """
    return {"dx": 1.0 * (x > 0)}, {"dx": 1.0 * (x >= 0)}


def mask_missing(x, upstream):
    """The upstream gradient is passed on as it is, also where the input is negative.

    See: The function
    """
    return {"dx": upstream}


def upstream_mixed(x, upstream):
    """The upstream gradients of different entries are mixed, by a sum or a mean. Each entry has its own, and no other counts.

    See: The function
    """
    mask = x > 0
    if not upstream.size:
        return {"dx": upstream}
    with_axes = [] if x.ndim < 2 else [mask * upstream.sum(axis=0), mask * upstream.mean(axis=0)]
    whole = [mask * upstream.sum(), mask * upstream.mean()]
    return tuple({"dx": dx + 0 * upstream} for dx in (*whole, *with_axes))


def upstream_twice(x, upstream):
    """The upstream gradient is multiplied in twice.

    See: The upstream gradient
    """
    return {"dx": upstream**2 * (x > 0)}


def leaky(x, upstream):
    """Something passes on the negative side: that is a leaky ReLU.

    See: The function
    """
    found = []
    for slope in (0.01, 0.1, 0.2, 0.001, 0.05, 1e-4):
        out, dx = np.where(x > 0, x, slope * x), upstream * np.where(x > 0, 1.0, slope)
        found += [{"out": out, "dx": dx}, {"dx": dx}, {"out": out}]
    return tuple(found)


def absolute_value(x, upstream):
    """This is |x|, with slope −1 on the negative side, and not max(x, 0).

    See: The function
    """
    return {"out": np.abs(x), "dx": upstream * np.sign(x)}, {"dx": upstream * np.sign(x)}


def capped(x, upstream):
    """Large inputs are cut off: ReLU has no upper end.

    See: The function
    """
    found = []
    for top in (6.0, 1.0):
        out, dx = np.clip(x, 0, top), upstream * (x > 0) * (x < top)
        found += [{"out": out, "dx": dx}, {"out": out}, {"dx": dx}]
    return tuple(found)


def wrong_threshold(x, upstream):
    """The input is compared with another number than 0.

    See: The function
    """
    found = []
    for edge in (1.0, 0.5, -1.0, 0.1, 0.01, -0.5):
        above = x > edge
        found += [{"dx": upstream * above}, {"out": x * above}, {"out": x * above, "dx": upstream * above}]
    return tuple(found)


def smooth(x, upstream):
    """This is a smooth relative of ReLU (softplus, SiLU or ELU): the exercise asks for max(x, 0) itself.

    See: The function
    """
    with np.errstate(over="ignore"):
        sigmoid, below = 1 / (1 + np.exp(-x)), np.exp(np.minimum(x, 0))
    softplus = np.logaddexp(0, x)
    silu = {"out": x * sigmoid, "dx": upstream * sigmoid * (1 + x * (1 - sigmoid))}
    elu = {"out": np.where(x > 0, x, below - 1), "dx": upstream * np.where(x > 0, 1, below)}
    return {"out": softplus, "dx": upstream * sigmoid}, {"dx": upstream * sigmoid}, {"out": softplus}, silu, elu


def step_function(x, upstream):
    """This is the step from 0 to 1, the slope of ReLU, where its value is due.

    See: The function
    """
    return {"out": 1.0 * (x > 0)}


def no_subgradient(x, upstream):
    """At exactly 0 the upstream gradient may be multiplied by any number from 0 to 1. Yours lies outside, or the upstream gradient
    is missing there.

    See: At exactly zero
    """
    right = upstream * (x > 0)
    at_zero = (2 * upstream, -upstream, 0.5 + 0 * upstream, 1 + 0 * upstream, -1 + 0 * upstream)
    return tuple({"dx": np.where(x == 0, value, right)} for value in at_zero)


def state_on_the_class(x, z, w, upstream):
    """The mask of the later call is used for the earlier one: what backward needs is kept in a place that all calls share (the
    class, a global variable) and not in ctx.

    See: What to keep for backward
    """
    return {"dx": upstream * (w > 0)}, {"dx": upstream * (z > 0)}


MISCONCEPTIONS = (
    guided_backprop,
    mask_from_upstream,
    mask_inverted,
    input_as_slope,
    upstream_ignored,
    mask_missing,
    upstream_mixed,
    upstream_twice,
    leaky,
    absolute_value,
    capped,
    wrong_threshold,
    smooth,
    step_function,
    no_subgradient,
    state_on_the_class,
)
