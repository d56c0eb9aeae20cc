"""Known misconceptions of the batch norm exercise: the values that each leads to, for those values that it changes.

Each function takes what it needs of a case by name and returns {name: value}, or a tuple of such when it shows in several
ways. Its docstring is what a teaching assistant would say; "See:" names the heading of the statement to read.
"""

import numpy as np

NO_UPSTREAM = np.zeros((1, 1))
"""Stands for the upstream gradient where a case has none."""


def closed_form(dout, xhat, gamma, std):
    """dx, dgamma and dbeta from four arrays, whatever they hold."""
    g = dout * gamma
    dx = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / std
    return {"dx": dx, "dgamma": (dout * xhat).sum(axis=0), "dbeta": dout.sum(axis=0)}


def forward_with(x, gamma, beta, centred, std):
    """out, and the closed form that follows from these statistics."""
    xhat = centred / std
    return {"out": gamma * xhat + beta}, lambda dout: closed_form(dout, xhat, gamma, std)


def statistics_held_constant(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The mean and the variance are treated as constants, as if they did not depend on x: only the direct path is there.

    See: Three paths to x
    """
    return {"dx": dout * gamma / np.sqrt(x.var(axis=0) + eps)}


def jacobian_diagonal(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """Only the diagonal of the Jacobian is used: how a row's x changes its own output. It changes those of all other rows as well.

    See: Three paths to x
    """
    n, std = len(x), np.sqrt(x.var(axis=0) + eps)
    xhat = (x - x.mean(axis=0)) / std
    return {"dx": dout * gamma / std * (1 - 1 / n - xhat**2 / n)}


def ddof(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The variance divides by N − 1 where it is to divide by N: the biased variance is asked for.

    See: The forward pass
    """
    n = len(x)
    out, backward = forward_with(x, gamma, beta, x - x.mean(axis=0), np.sqrt(x.var(axis=0) * n / (n - 1) + eps))
    return {**out, **backward(dout)}


def ddof_in_backward(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The backward pass divides by N − 1 in the path through the variance, though the variance itself divides by N.

    See: The path through the variance
    """
    n, std = len(x), np.sqrt(x.var(axis=0) + eps)
    unbiased = np.sqrt(x.var(axis=0) * n / (n - 1) + eps)
    xhat, g = (x - x.mean(axis=0)) / std, dout * gamma
    with_unbiased = closed_form(dout, (x - x.mean(axis=0)) / unbiased, gamma, unbiased)
    return (
        {"dx": (g - g.mean(axis=0) - xhat * (g * xhat).sum(axis=0) / (n - 1)) / std},
        {"dx": closed_form(dout, xhat, gamma, unbiased)["dx"]},
        with_unbiased,
    )


def eps_dropped(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The constant eps is left out: what is divided by is the root of the variance alone.

    See: Where eps belongs
    """
    out, backward = forward_with(x, gamma, beta, x - x.mean(axis=0), x.std(axis=0))
    return {**out, **backward(dout)}


def eps_dropped_in_backward(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The backward pass leaves eps out: it differentiates another function than the one that was computed forward.

    See: Where eps belongs
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    mixed = closed_form(dout, centred / std, gamma, x.std(axis=0))
    return {"dx": mixed["dx"]}, closed_form(dout, centred / x.std(axis=0), gamma, x.std(axis=0))


def eps_outside_sqrt(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The constant eps is added to the standard deviation, outside the square root. It belongs to the variance, under the root.

    See: Where eps belongs
    """
    out, backward = forward_with(x, gamma, beta, x - x.mean(axis=0), x.std(axis=0) + eps)
    return {**out, **backward(dout)}


def eps_twice(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The constant eps is added twice on the way: once to the variance and once more later.

    See: Where eps belongs
    """
    std = np.sqrt(x.var(axis=0) + eps)
    ways = (np.sqrt(x.var(axis=0) + 2 * eps), std + eps)
    found = []
    for other in ways:
        out, backward = forward_with(x, gamma, beta, x - x.mean(axis=0), other)
        found += [{**out, **backward(dout)}, {"dx": closed_form(dout, (x - x.mean(axis=0)) / std, gamma, other)["dx"]}]
    return tuple(found)


def eps_subtracted(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The constant eps is subtracted from the variance: its sign is wrong, and a small variance becomes a negative one.

    See: Where eps belongs
    """
    out, backward = forward_with(x, gamma, beta, x - x.mean(axis=0), np.sqrt(x.var(axis=0) - eps))
    return {**out, **backward(dout)}


def eps_hard_coded(x, gamma, beta, eps=None, dout=NO_UPSTREAM):
    """The eps that was passed in is ignored: a number of its own is written into the formula.

    See: Where eps belongs
    """
    return () if eps is None else _with_eps_of_its_own(x, gamma, beta, dout)


def eps_default(x, gamma, beta, eps=None):
    """The default of eps in the signature is another number: where no eps is passed, 1e-5 is due.

    See: Where eps belongs
    """
    return _with_eps_of_its_own(x, gamma, beta, NO_UPSTREAM) if eps is None else ()


def _with_eps_of_its_own(x, gamma, beta, dout):
    found = []
    for own in (1e-5, 1e-8, 1e-6, 1e-7, 1e-12, 1e-3, 1e-10, 1e-4, 1e-9, 0.01, 0.1):
        out, backward = forward_with(x, gamma, beta, x - x.mean(axis=0), np.sqrt(x.var(axis=0) + own))
        found.append({**out, **backward(dout)})
    return tuple(found)


def eps_hard_coded_in_backward(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The backward pass uses an eps of its own, and not the one that the forward pass was given.

    See: Where eps belongs
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    found = []
    for own in (1e-5, 1e-8, 1e-6, 1e-7, 1e-12, 1e-3, 1e-10):
        other = np.sqrt(x.var(axis=0) + own)
        found += [{"dx": closed_form(dout, centred / std, gamma, other)["dx"]}, closed_form(dout, centred / other, gamma, other)]
    return tuple(found)


def missing_sqrt(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """It is divided by the variance where the standard deviation is due: a square root is missing.

    See: The forward pass
    """
    out, backward = forward_with(x, gamma, beta, x - x.mean(axis=0), x.var(axis=0) + eps)
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    # Its backward may still divide by the right root.
    mixed = closed_form(dout, centred / std**2, gamma, std)
    return {**out, **backward(dout)}, {**out, **mixed}


def not_centred(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The mean is not subtracted: x is only scaled.

    See: The forward pass
    """
    out, backward = forward_with(x, gamma, beta, x, np.sqrt(x.var(axis=0) + eps))
    return {**out, **backward(dout)}


def not_normalised(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The centred x is not divided by the standard deviation.

    See: The forward pass
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    return {"out": gamma * centred + beta}, {"out": gamma * centred + beta, **closed_form(dout, centred, gamma, std)}


def centred_for_normalised(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The centred x stands where the normalised x belongs, throughout the backward pass. Is the cache unpacked in the order in
    which it was packed?

    See: Common traps
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    return closed_form(dout, centred, gamma, std)


def dgamma_with_another_array(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """For dgamma the upstream gradient is multiplied by another array than the one that gamma scales in the forward pass.

    See: Sums over the batch
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    others = (x, centred, gamma * centred / std + beta, gamma * centred / std, 0 * x + gamma, 0 * x + std)
    return tuple({"dgamma": (dout * other).sum(axis=0)} for other in others)


def statistics_of_everything(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The statistics are taken over the whole array, one number each; every column has its own.

    See: The forward pass
    """
    whole, column = (x.mean(), x.var()), (x.mean(axis=0), x.var(axis=0))
    found = []
    for mean, var in ((whole[0], whole[1]), (whole[0], column[1]), (column[0], whole[1])):
        out, backward = forward_with(x, gamma, beta, x - mean, np.sqrt(var + eps))
        found.append({**out, **backward(dout)})
    return tuple(found)


def statistics_of_rows(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The statistics are taken along the rows (axis 1), which is layer normalisation. Batch normalisation takes them over axis 0.

    See: The forward pass
    """
    rows = {"axis": 1, "keepdims": True}
    out, backward = forward_with(x, gamma, beta, x - x.mean(**rows), np.sqrt(x.var(**rows) + eps))
    xhat, std, g = (x - x.mean(**rows)) / np.sqrt(x.var(**rows) + eps), np.sqrt(x.var(**rows) + eps), dout * gamma
    along_rows = (g - g.mean(**rows) - xhat * (g * xhat).mean(**rows)) / std
    return {**out, **backward(dout)}, {**out, **backward(dout), "dx": along_rows}


def running_statistics(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """Running averages are used, as for testing. In training the batch's own mean and variance are.

    See: The forward pass
    """
    found = []
    for share in (0.1, 0.9, 0.01, 0.99):
        mean, var = share * x.mean(axis=0), (1 - share) + share * x.var(axis=0)
        out, backward = forward_with(x, gamma, beta, x - mean, np.sqrt(var + eps))
        found.append({**out, **backward(dout)})
    return tuple(found)


def batch_size_from_columns(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The number of columns D is taken for the number of rows N.

    See: Sums over the batch
    """
    d, std = x.shape[1], np.sqrt(x.var(axis=0) + eps)
    xhat, g = (x - x.mean(axis=0)) / std, dout * gamma
    inside = (g - g.sum(axis=0) / d - xhat * (g * xhat).sum(axis=0) / d) / std
    outside = (len(x) * g - g.sum(axis=0) - xhat * (g * xhat).sum(axis=0)) / std / d
    return {"dx": inside}, {"dx": outside}


def sums_not_averaged(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The paths through the mean and the variance are sums over the batch where means are due: a division by N is missing.

    See: Sums over the batch
    """
    std = np.sqrt(x.var(axis=0) + eps)
    xhat, g = (x - x.mean(axis=0)) / std, dout * gamma
    return {"dx": (g - g.sum(axis=0) - xhat * (g * xhat).sum(axis=0)) / std}


def cache_order(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The cache is unpacked in another order than it was packed: two of its arrays stand in each other's place.

    See: Common traps
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    xhat = centred / std
    swapped = (
        (xhat, std, gamma),  # gamma and std
        (gamma * xhat + beta, gamma, std),  # the normalised x and the output
        (x, gamma, std),  # the normalised x and x
        (xhat, beta, std),  # gamma and beta
    )
    return tuple(closed_form(dout, *arrays) for arrays in swapped)


def gamma_one_too_many(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The output is scaled by 1 + gamma where gamma is due.

    See: The forward pass
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    return {"out": (1 + gamma) * centred / std + beta, **closed_form(dout, centred / std, 1 + gamma, std)}


def gamma_and_beta_exchanged(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The scale gamma and the shift beta stand in each other's place: one scales, the other shifts.

    See: The forward pass
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    backward = closed_form(dout, centred / std, beta, std)
    out = {"out": beta * centred / std + gamma}
    exact = {**out, "dx": backward["dx"], "dgamma": backward["dbeta"], "dbeta": backward["dgamma"]}
    return exact, {**out, **backward}


def upstream_of_ones(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The upstream gradient is not used: these are the gradients for an upstream gradient of ones.

    See: Three paths to x
    """
    std, centred = np.sqrt(x.var(axis=0) + eps), x - x.mean(axis=0)
    return closed_form(np.ones_like(dout), centred / std, gamma, std)


MISCONCEPTIONS = (
    statistics_held_constant,
    jacobian_diagonal,
    ddof,
    ddof_in_backward,
    eps_dropped,
    eps_dropped_in_backward,
    eps_outside_sqrt,
    eps_twice,
    eps_subtracted,
    eps_hard_coded,
    eps_default,
    eps_hard_coded_in_backward,
    missing_sqrt,
    not_centred,
    not_normalised,
    centred_for_normalised,
    dgamma_with_another_array,
    statistics_of_everything,
    statistics_of_rows,
    running_statistics,
    batch_size_from_columns,
    sums_not_averaged,
    cache_order,
    gamma_one_too_many,
    gamma_and_beta_exchanged,
    upstream_of_ones,
)
