r"""Batch normalisation, forward and backward, one step of the computational graph at a time.

Forward, for a batch x of N rows and D columns (all statistics run over axis 0)::

    mean = (1/N) Σ x        centred = x − mean       var = (1/N) Σ centred²
    std  = √(var + eps)     xhat = centred / std     out = gamma · xhat + beta

Backward: three paths lead from x to xhat, and the gradient is their sum. With g = dout · gamma = dL/dxhat::

    direct            g / std
    through_mean      −(1/N) Σ g / std                   (every row moves the mean)
    through_variance  −(xhat / std) · (1/N) Σ (g · xhat)  (every row moves the variance)

Source: S. Ioffe and C. Szegedy, "Batch Normalization", ICML 2015, section 3.
"""

import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """Return (out, cache) for x (N, D), gamma (D,), beta (D,)."""
    centred = x - x.mean(axis=0)
    std = np.sqrt((centred**2).mean(axis=0) + eps)
    xhat = centred / std
    return gamma * xhat + beta, (xhat, gamma, std)


def batch_norm_backward(dout, cache):
    """Return (dx, dgamma, dbeta) for the upstream gradient dout (N, D)."""
    xhat, gamma, std = cache
    dx = sum(paths_to_x(dout * gamma, xhat, std).values())
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)


def paths_to_x(dxhat, xhat, std):
    """The additive terms of dx, by the path that the gradient takes from xhat to x; each broadcasts to (N, D)."""
    return {
        "direct": dxhat / std,
        "through_mean": -dxhat.mean(axis=0) / std + 0 * xhat,
        "through_variance": -xhat * (dxhat * xhat).mean(axis=0) / std,
    }


NO_UPSTREAM = np.zeros((1, 1))
"""Stands for the upstream gradient where a case has none."""


def intermediates(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """Every named value on the way, for telling which of them a wrong answer equals or where it first goes wrong."""
    n = len(x)
    mean = x.mean(axis=0)
    centred = x - mean
    var = (centred**2).mean(axis=0)
    std = np.sqrt(var + eps)
    xhat = centred / std
    dxhat = dout * gamma
    dvar = (dxhat * centred).sum(axis=0) * -0.5 * std**-3
    return {
        "mean": mean,
        "centred": centred,
        "squares": centred**2,
        "var": var,
        "var_plus_eps": var + eps,
        "std": std,
        "inv_std": 1 / std,
        "xhat": xhat,
        "scaled": gamma * xhat,
        "dxhat": dxhat,
        "dinv_std": (dxhat * centred).sum(axis=0),
        "dstd": -(dxhat * centred).sum(axis=0) / std**2,
        "dvar": dvar,
        "dsquares": dvar / n + 0 * x,
        "dcentred": dxhat / std + 2 * centred * dvar / n,
        "dmean": -dxhat.sum(axis=0) / std,
        "sum_dxhat": dxhat.sum(axis=0),
        "sum_dxhat_xhat": (dxhat * xhat).sum(axis=0),
    }


def terms(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """The named additive terms of each value that is a sum."""
    values = intermediates(x, gamma, beta, eps, dout)
    return {
        "dx": paths_to_x(values["dxhat"], values["xhat"], values["std"]),
        "out": {"scaled": values["scaled"], "beta": beta + 0 * x},
    }


def factors(x, gamma, beta, eps=1e-5, dout=NO_UPSTREAM):
    """Named factors that are forgotten or applied twice."""
    values = intermediates(x, gamma, beta, eps, dout)
    return {
        "gamma": gamma,
        "inv_std": values["inv_std"],
        "upstream": dout,
        "xhat": values["xhat"],
    }


WORDS = {
    "direct": "the direct path",
    "through_mean": "the path through the mean",
    "through_variance": "the path through the variance",
    "scaled": "the scaled part, gamma times the normalised x",
    "beta": "the shift beta",
    "gamma": "gamma",
    "inv_std": "1/std",
    "upstream": "the upstream gradient",
    "xhat": "the normalised x",
    "centred": "the centred x",
    "dxhat": "the gradient with respect to the normalised x",
    "var": "the variance",
    "mean": "the mean",
}
"""How to say these names in a sentence."""

SPELLINGS = {
    "mean": ("mu", "m", "avg", "xmean", "samplemean", "batchmean"),
    "centred": ("xmu", "xc", "centered", "xcentered", "xcentred", "diff", "dev", "xm", "c"),
    "var": ("v", "variance", "samplevar", "batchvar", "sigma2", "xvar"),
    "std": ("sigma", "sqrtvar", "stddev", "s", "xstd"),
    "inv_std": ("ivar", "istd", "rstd", "invsigma", "isigma"),
    "xhat": ("xnorm", "z", "norm", "normalized", "normalised", "xn", "xnormalized", "xnormalised"),
    "scaled": ("gammax",),
    "dxhat": ("dxnorm", "dz", "dnorm", "gradxhat", "dxn", "dnormalized", "g", "dxnormalized"),
    "dmean": ("dmu", "gradmean", "dm"),
    "dvar": ("gradvar", "dv", "dvariance"),
    "dstd": ("dsigma", "dsqrtvar", "ds"),
    "dinv_std": ("divar", "distd", "dinvstd"),
    "dsquares": ("dsq",),
    "dcentred": ("dxmu", "dxc", "dcentered", "dxcentered"),
}
"""Other names that programs give these values, in lower case and without underscores."""

SEE = {
    "direct": "Three paths to x",
    "through_mean": "The path through the mean",
    "through_variance": "The path through the variance",
    "gamma": "Three paths to x",
}
"""Where in the statement to read on."""


# Other right ways to write it. How far they lie apart is how far apart right answers may lie.


def in_one_formula(x, gamma, beta, eps, dout):
    """dx = gamma/(N·std) · (N·dout − Σ dout − xhat · Σ(dout · xhat)), with one-pass variance E[x²] − E[x]²."""
    std = np.sqrt((x**2).mean(axis=0) - x.mean(axis=0) ** 2 + eps)
    xhat = (x - x.mean(axis=0)) / std
    n = len(x)
    dx = gamma / (n * std) * (n * dout - dout.sum(axis=0) - xhat * (dout * xhat).sum(axis=0))
    return {"out": gamma * xhat + beta, "dx": dx, "dgamma": (dout * xhat).sum(axis=0), "dbeta": dout.sum(axis=0)}


def node_by_node(x, gamma, beta, eps, dout):
    """The graph walked backward through var and mean, as the original paper writes it."""
    n = len(x)
    mean = x.sum(axis=0) / n
    var = np.square(x - mean).sum(axis=0) / n
    inv_std = (var + eps) ** -0.5
    xhat = (x - mean) * inv_std
    dxhat = gamma * dout
    dvar = np.sum(dxhat * (x - mean), axis=0) * -0.5 * (var + eps) ** -1.5
    dmean = -np.sum(dxhat * inv_std, axis=0) + dvar * np.mean(-2 * (x - mean), axis=0)
    dx = dxhat * inv_std + dvar * 2 * (x - mean) / n + dmean / n
    return {"out": xhat * gamma + beta, "dx": dx, "dgamma": np.sum(xhat * dout, axis=0), "dbeta": np.sum(dout, axis=0)}


ALTERNATIVES = (in_one_formula, node_by_node)


# Properties: arrays that are 0 (relative to the scale of the values) for every right answer.


def shift_invariance(dx, x):
    """Adding a constant to a column of x changes nothing, so each column of dx must sum to 0."""
    return dx.sum(axis=0) / np.maximum(np.abs(dx).sum(axis=0), np.finfo(float).tiny)
