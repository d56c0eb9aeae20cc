"""Known misconceptions about the norm of a gradient: the list that each leads to.

Each function takes what it needs of a case by name, the reference module as ``reference`` among it, and returns {name: value}, or a
tuple of such when it shows in several ways. Its docstring is what a teaching assistant would say; "See:" names the
heading of the statement to read.
"""

import numpy as np


def twice(norms):
    """The same list from both calls on the same network."""
    norms = [float(norm) for norm in norms]
    return {"norms": norms, "again": norms}


def of_weights(reference, model, x, y, size, upstream=None):
    """``size`` of each weight's gradient."""
    return twice([size(layer.weight) for layer in reference.gradients(model, x, y, upstream)])


def bias_norms(reference, model, x, y):
    """These are the norms of the biases' gradients. The weights' are asked for.

    See: The norm of a gradient
    """
    layers = reference.gradients(model, x, y)
    return twice([np.linalg.norm(layer.bias) for layer in layers])


def bias_included(reference, model, x, y):
    """The bias's gradient is counted in with the weight's.

    See: The norm of a gradient
    """
    layers = reference.gradients(model, x, y)
    weights, biases = ([np.linalg.norm(getattr(layer, name)) for layer in layers] for name in ("weight", "bias"))
    together = [np.hypot(w, b) for w, b in zip(weights, biases, strict=True)]
    added = [w + b for w, b in zip(weights, biases, strict=True)]
    every = [norm for pair in zip(weights, biases, strict=True) for norm in pair]
    return twice(together), twice(added), twice(every), twice([(w + b) / 2 for w, b in zip(weights, biases, strict=True)])


def sum_of_absolute_entries(reference, model, x, y):
    """The absolute entries are added up: that is the 1-norm, and the Frobenius norm is asked for.

    See: The norm of a gradient
    """
    entrywise = of_weights(reference, model, x, y, lambda g: np.abs(g).sum())
    return entrywise, of_weights(reference, model, x, y, lambda g: np.linalg.norm(g, 1))


def largest_entry(reference, model, x, y):
    """The size of the largest entry is taken where the norm of the whole matrix is due.

    See: The norm of a gradient
    """
    return of_weights(reference, model, x, y, lambda g: np.abs(g).max()), of_weights(reference, model, x, y, np.max)


def mean_of_entries(reference, model, x, y):
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
    return tuple(of_weights(reference, model, x, y, mean) for mean in means)


def standard_deviation(reference, model, x, y):
    """The standard deviation of the entries is taken: it subtracts their mean and divides by their number. A norm does neither.

    See: The norm of a gradient
    """
    return tuple(of_weights(reference, model, x, y, lambda g, d=d: g.std(ddof=d) if g.size > d else np.nan) for d in (0, 1))


def spectral_norm(reference, model, x, y):
    """This is the spectral norm, the largest singular value. The Frobenius norm counts all entries.

    See: The norm of a gradient
    """
    return of_weights(reference, model, x, y, lambda g: np.linalg.norm(g, 2))


def norms_of_rows(reference, model, x, y):
    """The norms of the rows (or columns) are taken one by one and then put together. The norm of the whole matrix is something
    else.

    See: The norm of a gradient
    """
    ways = []
    for axis in (0, 1):
        ways += [lambda g, a=axis: np.linalg.norm(g, axis=a).mean(), lambda g, a=axis: np.linalg.norm(g, axis=a).sum()]
    return tuple(of_weights(reference, model, x, y, way) for way in ways)


def sum_loss(reference, model, x, y):
    """The squared errors are added up where their mean is due, so that every norm grows with the batch.

    See: The network
    """
    out = reference.forward(model, x)
    return of_weights(reference, model, x, y, np.linalg.norm, 2 * (out - y))


def batch_mean_only(reference, model, x, y):
    """The loss divides by the number of examples only. The mean runs over all numbers of the output.

    See: The network
    """
    out = reference.forward(model, x)
    by_rows = of_weights(reference, model, x, y, np.linalg.norm, 2 * (out - y) / len(out))
    return by_rows, of_weights(reference, model, x, y, np.linalg.norm, 2 * (out - y) / out.shape[1])


def half_loss(reference, model, x, y):
    """The loss is half the mean squared error, so every norm is half of what it should be.

    See: The network
    """
    out = reference.forward(model, x)
    return of_weights(reference, model, x, y, np.linalg.norm, (out - y) / out.size)


def absolute_error(reference, model, x, y):
    """The loss is the mean absolute error. The mean squared error is asked for.

    See: The network
    """
    out = reference.forward(model, x)
    return of_weights(reference, model, x, y, np.linalg.norm, np.sign(out - y) / out.size)


def root_of_the_loss(reference, model, x, y):
    """The root of the mean squared error is differentiated.

    See: The network
    """
    out = reference.forward(model, x)
    root = np.sqrt(((out - y) ** 2).mean())
    return of_weights(reference, model, x, y, np.linalg.norm, (out - y) / out.size / root)


def other_loss(reference, model, x, y):
    """Another loss is differentiated than the mean squared error between the output and y.

    See: The network
    """
    out = reference.forward(model, x)
    near = np.clip(out - y, -1, 1) / out.size
    shifted = np.exp(out - out.max(axis=1, keepdims=True))
    softmax = shifted / shifted.sum(axis=1, keepdims=True)
    crossed = (softmax * y.sum(axis=1, keepdims=True) - y) / len(out)
    upstreams = (near, crossed, np.ones_like(out) / out.size, np.ones_like(out))
    return tuple(of_weights(reference, model, x, y, np.linalg.norm, upstream) for upstream in upstreams)


def target_ignored(reference, model, x, y):
    """The target y is not used: this is the gradient of the mean of the squared outputs.

    See: The network
    """
    out = reference.forward(model, x)
    return of_weights(reference, model, x, y, np.linalg.norm, 2 * out / out.size)


def gradients_of_outputs(reference, model, x, y):
    """These are gradients with respect to what the layers put out. Those with respect to their weights are asked for.

    See: The norm of a gradient
    """
    layers = reference.gradients(model, x, y)
    before = [np.linalg.norm(layer.preactivation) for layer in layers]
    after = [np.linalg.norm(layer.output) for layer in layers]
    return twice(before), twice(after)


def weights_not_gradients(reference, model, x, y):
    """These are norms of the weights themselves. Those of their gradients are asked for.

    See: The norm of a gradient
    """
    return of_layers(reference, model, lambda layer: np.linalg.norm(layer.weight))


def of_layers(reference, model, size):
    """``size`` of each linear layer."""
    linear = [layer for layer in reference.flattened(model.layers) if not isinstance(layer, str)]
    return twice([size(layer) for layer in linear])


def relative_to_weights(reference, model, x, y):
    """Each norm is divided by that of the weights: that is a relative size, and the norm itself is asked for.

    See: The norm of a gradient
    """
    norms, weights = reference.gradient_norms(model, x, y), weights_not_gradients(reference, model, x, y)["norms"]
    return twice([norm / weight for norm, weight in zip(norms, weights, strict=True)])


def mean_of_sample_norms(reference, model, x, y):
    """The norm is taken example by example and then averaged. The norm of the gradient of the mean is something else.

    See: The norm of a gradient
    """
    each = [reference.gradient_norms(model, x[i : i + 1], y[i : i + 1]) for i in range(len(x))]
    return twice(np.mean(each, axis=0)), twice(np.sum(each, axis=0))


def clipped_by_norm(reference, model, x, y):
    """The gradients are clipped before they are measured.

    See: The norm of a gradient
    """
    layers = reference.gradients(model, x, y)
    total = np.sqrt(sum((layer.weight**2).sum() + (layer.bias**2).sum() for layer in layers))
    return tuple(
        twice([np.linalg.norm(layer.weight) * min(1.0, most / total) for layer in layers]) for most in (1.0, 0.1, 5.0, 10.0)
    )


def accumulated(norms):
    """The second call on the same network gives twice the right norms: something of the first call is still there. PyTorch
    adds each new gradient to what is in .grad already, and hooks stay until they are removed.

    See: Common traps
    """
    return {"again": [2 * norm for norm in norms]}


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
