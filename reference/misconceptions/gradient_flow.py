"""Known misconceptions about the norm of a gradient: the lists that each leads to, for both batches of a case.

Each function takes what it needs of a case by name, the reference module as ``reference`` among it, and returns {name: value}, or a
tuple of such when it shows in several ways. Its docstring is what a teaching assistant would say; "See:" names the
heading of the statement to read.
"""

import numpy as np


def both(norms, x, y, x2, y2):
    """``norms(x, y)`` for each of the two batches."""
    return {"norms": [float(n) for n in norms(x, y)], "again": [float(n) for n in norms(x2, y2)]}


def of_weights(reference, model, size, upstream=None):
    """A function that gives ``size`` of each weight's gradient, for another dL/d(model(x)) when ``upstream(out, y)`` is given."""

    def norms(x, y):
        arriving = None if upstream is None else upstream(reference.forward(model, x), y)
        return [size(layer.weight) for layer in reference.gradients(model, x, y, arriving)]

    return norms


def bias_norms(reference, model, x, y, x2, y2):
    """These are the norms of the biases' gradients. The weights' are asked for.

    See: The norm of a gradient
    """
    return both(lambda x, y: [np.linalg.norm(layer.bias) for layer in reference.gradients(model, x, y)], x, y, x2, y2)


def bias_included(reference, model, x, y, x2, y2):
    """The bias's gradient is counted in with the weight's.

    See: The norm of a gradient
    """
    ways = (np.hypot, np.add, lambda weight, bias: (weight + bias) / 2)

    def every(x, y):
        layers = reference.gradients(model, x, y)
        return [np.linalg.norm(part) for layer in layers for part in (layer.weight, layer.bias)]

    def joined(way):
        return lambda x, y: [way(w, b) for w, b in zip(every(x, y)[::2], every(x, y)[1::2], strict=True)]

    return *(both(joined(way), x, y, x2, y2) for way in ways), both(every, x, y, x2, y2)


def sum_of_absolute_entries(reference, model, x, y, x2, y2):
    """The absolute entries are added up: that is the 1-norm, and the Frobenius norm is asked for.

    See: The norm of a gradient
    """
    sizes = (lambda g: np.abs(g).sum(), lambda g: np.linalg.norm(g, 1))
    return tuple(both(of_weights(reference, model, size), x, y, x2, y2) for size in sizes)


def largest_entry(reference, model, x, y, x2, y2):
    """The size of the largest entry is taken where the norm of the whole matrix is due.

    See: The norm of a gradient
    """
    sizes = (lambda g: np.abs(g).max(), np.max)
    return tuple(both(of_weights(reference, model, size), x, y, x2, y2) for size in sizes)


def mean_of_entries(reference, model, x, y, x2, y2):
    """A mean over the entries is taken where the root of the sum of their squares is due: large layers then count too little.

    See: The norm of a gradient
    """
    means = (
        lambda g: np.abs(g).mean(),
        lambda g: np.sqrt((g**2).mean()),
        lambda g: (g**2).mean(),
        lambda g: abs(g.mean()),
        np.mean,
        lambda g: np.linalg.norm(g) / g.size,
    )
    return tuple(both(of_weights(reference, model, mean), x, y, x2, y2) for mean in means)


def standard_deviation(reference, model, x, y, x2, y2):
    """The standard deviation of the entries is taken: it subtracts their mean and divides by their number. A norm does neither.

    See: The norm of a gradient
    """
    sizes = (np.std, lambda g: g.std(ddof=1) if g.size > 1 else np.nan)
    return tuple(both(of_weights(reference, model, size), x, y, x2, y2) for size in sizes)


def spectral_norm(reference, model, x, y, x2, y2):
    """This is the spectral norm, the largest singular value. The Frobenius norm counts all entries.

    See: The norm of a gradient
    """
    return both(of_weights(reference, model, lambda g: np.linalg.norm(g, 2)), x, y, x2, y2)


def norms_of_rows(reference, model, x, y, x2, y2):
    """The norms of the rows (or columns) are taken one by one and then put together. The norm of the whole matrix is something
    else.

    See: The norm of a gradient
    """
    ways = []
    for axis in (0, 1):
        ways += [lambda g, a=axis: np.linalg.norm(g, axis=a).mean(), lambda g, a=axis: np.linalg.norm(g, axis=a).sum()]
    return tuple(both(of_weights(reference, model, way), x, y, x2, y2) for way in ways)


def sum_loss(reference, model, x, y, x2, y2):
    """The squared errors are added up where their mean is due, so that every norm grows with the batch.

    See: The network
    """
    return both(of_weights(reference, model, np.linalg.norm, lambda out, y: 2 * (out - y)), x, y, x2, y2)


def batch_mean_only(reference, model, x, y, x2, y2):
    """The loss divides by the number of examples only. The mean runs over all numbers of the output.

    See: The network
    """
    by_rows, by_columns = (lambda out, y, axis=axis: 2 * (out - y) / out.shape[axis] for axis in (0, 1))
    ways = [of_weights(reference, model, np.linalg.norm, upstream) for upstream in (by_rows, by_columns)]
    return tuple(both(way, x, y, x2, y2) for way in ways)


def half_loss(reference, model, x, y, x2, y2):
    """The loss is half the mean squared error, so every norm is half of what it should be.

    See: The network
    """
    return both(of_weights(reference, model, np.linalg.norm, lambda out, y: (out - y) / out.size), x, y, x2, y2)


def absolute_error(reference, model, x, y, x2, y2):
    """The loss is the mean absolute error. The mean squared error is asked for.

    See: The network
    """
    return both(of_weights(reference, model, np.linalg.norm, lambda out, y: np.sign(out - y) / out.size), x, y, x2, y2)


def root_of_the_loss(reference, model, x, y, x2, y2):
    """The root of the mean squared error is differentiated.

    See: The network
    """

    def upstream(out, y):
        return (out - y) / out.size / np.sqrt(((out - y) ** 2).mean())

    return both(of_weights(reference, model, np.linalg.norm, upstream), x, y, x2, y2)


def other_loss(reference, model, x, y, x2, y2):
    """Another loss is differentiated than the mean squared error between the output and y.

    See: The network
    """

    def crossed(out, y):
        shifted = np.exp(out - out.max(axis=1, keepdims=True))
        softmax = shifted / shifted.sum(axis=1, keepdims=True)
        return (softmax * y.sum(axis=1, keepdims=True) - y) / len(out)

    upstreams = (
        crossed,
        lambda out, y: np.clip(out - y, -1, 1) / out.size,
        lambda out, y: np.ones_like(out) / out.size,
        lambda out, y: np.ones_like(out),
    )
    ways = [of_weights(reference, model, np.linalg.norm, upstream) for upstream in upstreams]
    return tuple(both(way, x, y, x2, y2) for way in ways)


def target_ignored(reference, model, x, y, x2, y2):
    """The target y is not used: this is the gradient of the mean of the squared outputs.

    See: The network
    """
    return both(of_weights(reference, model, np.linalg.norm, lambda out, y: 2 * out / out.size), x, y, x2, y2)


def gradients_of_outputs(reference, model, x, y, x2, y2):
    """These are gradients with respect to what the layers put out. Those with respect to their weights are asked for.

    See: The norm of a gradient
    """
    ways = [
        lambda x, y, part=part: [np.linalg.norm(getattr(layer, part)) for layer in reference.gradients(model, x, y)]
        for part in ("preactivation", "output")
    ]
    return tuple(both(way, x, y, x2, y2) for way in ways)


def weights_not_gradients(reference, model, x, y, x2, y2):
    """These are norms of the weights themselves. Those of their gradients are asked for.

    See: The norm of a gradient
    """
    sizes = weight_sizes(reference, model)
    return both(lambda x, y: sizes, x, y, x2, y2)


def weight_sizes(reference, model):
    """The norm of each weight matrix."""
    return [np.linalg.norm(layer.weight) for layer in reference.flattened(model.layers) if not isinstance(layer, str)]


def relative_to_weights(reference, model, x, y, x2, y2):
    """Each norm is divided by that of the weights: that is a relative size, and the norm itself is asked for.

    See: The norm of a gradient
    """
    sizes = np.asarray(weight_sizes(reference, model))
    return both(lambda x, y: np.asarray(reference.gradient_norms(model, x, y)) / sizes, x, y, x2, y2)


def mean_of_sample_norms(reference, model, x, y, x2, y2):
    """The norm is taken example by example and then averaged. The norm of the gradient of the mean is something else.

    See: The norm of a gradient
    """

    def each(x, y):
        return [reference.gradient_norms(model, x[i : i + 1], y[i : i + 1]) for i in range(len(x))]

    return tuple(both(lambda x, y, put=put: put(each(x, y), axis=0), x, y, x2, y2) for put in (np.mean, np.sum))


def clipped_by_norm(reference, model, x, y, x2, y2):
    """The gradients are clipped before they are measured.

    See: The norm of a gradient
    """

    def clipped(most):
        def norms(x, y):
            layers = reference.gradients(model, x, y)
            total = np.sqrt(sum((layer.weight**2).sum() + (layer.bias**2).sum() for layer in layers))
            return [np.linalg.norm(layer.weight) * min(1.0, most / total) for layer in layers]

        return norms

    return tuple(both(clipped(most), x, y, x2, y2) for most in (1.0, 0.1))


def accumulated(reference, model, x, y, x2, y2):
    """The second call on the same network still has something of the first in its results. PyTorch adds each new gradient to what
    is in .grad already, and hooks stay until they are removed.

    See: Common traps
    """
    first, second = ([layer.weight for layer in reference.gradients(model, *batch)] for batch in ((x, y), (x2, y2)))
    added = [np.linalg.norm(one + two) for one, two in zip(first, second, strict=True)]
    return {"again": added}, {"again": [2 * np.linalg.norm(weight) for weight in second]}


MISCONCEPTIONS = (
    bias_norms,
    bias_included,
    sum_of_absolute_entries,
    largest_entry,
    mean_of_entries,
    standard_deviation,
    spectral_norm,
    norms_of_rows,
    sum_loss,
    batch_mean_only,
    half_loss,
    absolute_error,
    root_of_the_loss,
    other_loss,
    target_ignored,
    gradients_of_outputs,
    weights_not_gradients,
    relative_to_weights,
    mean_of_sample_norms,
    clipped_by_norm,
    accumulated,
)
