r"""A two-layer scalar sigmoid network, f = σ(σ(x·w1 + b1)·w2 + b2), backwards by the chain rule.

::

    z1 = x·w1 + b1     h = σ(z1)     z2 = h·w2 + b2     f = σ(z2)          σ′(z) = σ(z)(1 − σ(z))

    dz2 = df · f(1 − f)                  dw2 = dz2 · h     db2 = dz2
    dh  = dz2 · w2
    dz1 = dh · h(1 − h)                  dw1 = dz1 · x     db1 = dz1
"""

import numpy as np

HAND_GRADIENTS = {"w1": -0.0171586476, "b1": -0.0171586476, "w2": 0.1614124734, "b2": 0.2499975169}


def sigmoid(z):
    """σ(z) = 1/(1 + e^(−z))."""
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    """Return (f, cache)."""
    h = sigmoid(x * w1 + b1)
    f = sigmoid(h * w2 + b2)
    return f, (x, h, w2, f)


def backward(df, cache):
    """Return the four gradients for the upstream gradient df = dL/df."""
    x, h, w2, f = cache
    dz2 = df * f * (1 - f)
    dz1 = dz2 * w2 * h * (1 - h)
    return {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}


def torch_gradients(x, w1, b1, w2, b2):
    """The same gradients with df = 1 (a student computes them by autograd)."""
    return backward(1.0, forward(x, w1, b1, w2, b2)[1])


def intermediates(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """Every named value on the way (at the point of the paper exercise where a case names no other)."""
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    f = sigmoid(z2)
    dz2 = df * f * (1 - f)
    dh = dz2 * w2
    return {
        "z1": z1,
        "h": h,
        "z2": z2,
        "f": f,
        "sigma_prime_1": h * (1 - h),
        "sigma_prime_2": f * (1 - f),
        "dz2": dz2,
        "dh": dh,
        "dz1": dh * h * (1 - h),
    }


def factors(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """Named factors that are forgotten or applied twice."""
    values = intermediates(x, w1, b1, w2, b2, df)
    return {
        "sigma_prime_1": values["sigma_prime_1"],
        "sigma_prime_2": values["sigma_prime_2"],
        "sigma_primes": values["sigma_prime_1"] * values["sigma_prime_2"],
        "upstream": df,
        "w2": w2,
        "x": x,
        "h": values["h"],
    }


WORDS = {
    "sigma_prime_1": "σ′ of the hidden unit",
    "sigma_prime_2": "σ′ of the output unit",
    "sigma_primes": "σ′ of both units",
    "upstream": "the upstream gradient df",
    "h": "the hidden activation h",
    "z1": "the hidden pre-activation z1",
    "z2": "the output's pre-activation z2",
    "dz2": "the gradient with respect to z2",
    "dh": "the gradient with respect to h",
    "dz1": "the gradient with respect to z1",
    "f": "the output f",
}
"""How to say these names in a sentence."""

SPELLINGS = {
    "z1": ("u1", "s1", "pre1", "net1"),
    "h": ("a1", "h1", "hidden", "out1"),
    "z2": ("u2", "s2", "pre2", "net2"),
    "f": ("a2", "y", "output", "out2"),
    "dz2": ("delta2", "d2", "g2", "dfdz2", "gradz2", "dsecond"),
    "dh": ("da1", "dfdh", "gradh"),
    "dz1": ("delta1", "d1", "g1", "dfdz1", "gradz1", "dfirst"),
}
"""Other names that programs give these values, in lower case and without underscores."""

SEE = {
    "sigma_prime_1": "The derivative of the sigmoid",
    "sigma_prime_2": "The derivative of the sigmoid",
    "sigma_primes": "The derivative of the sigmoid",
    "upstream": "The upstream gradient",
    "w2": "The chain rule on a graph",
    "x": "The chain rule on a graph",
    "h": "The chain rule on a graph",
}
"""Where in the statement to read on."""


def without_cancellation(x, w1, b1, w2, b2, df=1.0):
    """σ′(z) = σ(z)σ(−z): no digits are lost where the sigmoid saturates, as they are in 1 − σ(z)."""
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    dz2 = df * sigmoid(z2) * sigmoid(-z2)
    dz1 = dz2 * w2 * h * sigmoid(-z1)
    grads = {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}
    return {"f": sigmoid(z2), "grads": grads, "by_torch": grads}


def without_overflow(x, w1, b1, w2, b2, df=1.0):
    """σ(z) = 1 − σ(−z) where z < 0, which many write for fear of an overflow: close to 0 it has digits less."""
    z1 = x * w1 + b1
    h = sigmoid(z1) if z1 >= 0 else 1 - sigmoid(-z1)
    z2 = h * w2 + b2
    f = sigmoid(z2) if z2 >= 0 else 1 - sigmoid(-z2)
    grads = backward(df, (x, h, w2, f))
    return {"f": f, "grads": grads, "by_torch": grads}


ALTERNATIVES = (without_cancellation, without_overflow)
