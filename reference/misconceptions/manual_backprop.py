"""Known misconceptions of backpropagation by hand: the values that each leads to, for those values that it changes.

Each function takes what it needs of a case by name (the point of the paper exercise where a case names none) and returns
{name: value}, or a tuple of such when it shows in several ways. Its docstring is what a teaching assistant would say; "See:"
names the heading of the statement to read.
"""

from types import SimpleNamespace

import numpy as np


def sigmoid(z):
    """σ(z)."""
    return 1 / (1 + np.exp(-z))


def prime(s):
    """σ′ from the sigmoid's output."""
    return s * (1 - s)


def network(x, w1, b1, w2, b2):
    """All values on the way forward."""
    z1 = x * w1 + b1
    h = sigmoid(z1)
    z2 = h * w2 + b2
    return SimpleNamespace(x=x, w1=w1, b1=b1, w2=w2, b2=b2, z1=z1, h=h, z2=z2, f=sigmoid(z2))


def gradients(net, df, outer=None, inner=None, w2=None):
    """The four gradients with another outer or inner derivative, or another weight between the layers."""
    dz2 = df * (prime(net.f) if outer is None else outer)
    dz1 = dz2 * (net.w2 if w2 is None else w2) * (prime(net.h) if inner is None else inner)
    return {"w1": dz1 * net.x, "b1": dz1, "w2": dz2 * net.h, "b2": dz2}


def wherever(*versions):
    """The same gradients under each of the names that the exercise has for them."""
    return tuple({"grads": grads, "by_torch": grads, "answers": grads} for grads in versions)


def prime_of_preactivation(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The derivative s·(1 − s) is fed the pre-activation z where the sigmoid's output s = σ(z) belongs.

    See: The derivative of the sigmoid
    """
    net = network(x, w1, b1, w2, b2)
    outer, inner = prime(net.z2), prime(net.z1)
    return wherever(gradients(net, df, outer), gradients(net, df, inner=inner), gradients(net, df, outer, inner))


def prime_of_activation(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """A derivative that expects the pre-activation z is given the activation σ(z), so that the sigmoid is applied twice.

    See: The derivative of the sigmoid
    """
    net = network(x, w1, b1, w2, b2)
    outer, inner = prime(sigmoid(net.f)), prime(sigmoid(net.h))
    return wherever(gradients(net, df, outer), gradients(net, df, inner=inner), gradients(net, df, outer, inner))


def prime_with_plus(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The derivative of the sigmoid is written with a plus: s·(1 + s).

    See: The derivative of the sigmoid
    """
    net = network(x, w1, b1, w2, b2)
    outer, inner = net.f * (1 + net.f), net.h * (1 + net.h)
    return wherever(gradients(net, df, outer), gradients(net, df, inner=inner), gradients(net, df, outer, inner))


def prime_of_tanh(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The derivative used is 1 − s², that of tanh. The sigmoid has another.

    See: The derivative of the sigmoid
    """
    net = network(x, w1, b1, w2, b2)
    outer, inner = 1 - net.f**2, 1 - net.h**2
    return wherever(gradients(net, df, outer), gradients(net, df, inner=inner), gradients(net, df, outer, inner))


def half_of_the_prime(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The sigmoid's derivative has a wrong number of its factors s and 1 − s: each of them belongs there once.

    See: The derivative of the sigmoid
    """
    net = network(x, w1, b1, w2, b2)
    forms = (lambda s: s, lambda s: 1 - s, lambda s: s**2 * (1 - s), lambda s: s * (1 - s) ** 2)
    found = []
    for form in forms:
        outer, inner = form(net.f), form(net.h)
        found += [gradients(net, df, outer=outer), gradients(net, df, inner=inner), gradients(net, df, outer, inner)]
    return wherever(*found)


def prime_of_the_other_layer(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The derivative of one layer's sigmoid is used for the other layer.

    See: The derivative of the sigmoid
    """
    net = network(x, w1, b1, w2, b2)
    return wherever(
        gradients(net, df, inner=prime(net.f)),
        gradients(net, df, outer=prime(net.h)),
        gradients(net, df, outer=prime(net.h), inner=prime(net.f)),
    )


def precedence(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """Parentheses are missing around 1 − s: a product is taken first, and s is subtracted from all of it.

    See: The derivative of the sigmoid
    """
    net = network(x, w1, b1, w2, b2)
    wrong2 = df * net.f - net.f
    outer = {"w1": 0, "b1": wrong2 * net.w2 * prime(net.h), "w2": wrong2 * net.h, "b2": wrong2}
    outer["w1"] = outer["b1"] * x
    wrong1 = df * prime(net.f) * net.w2 * net.h - net.h
    inner = {**gradients(net, df), "w1": wrong1 * x, "b1": wrong1}
    both = wrong2 * net.w2 * net.h - net.h
    return wherever(outer, inner, {"w1": both * x, "b1": both, "w2": wrong2 * net.h, "b2": wrong2})


def weight_of_the_wrong_layer(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """On its way from the second layer to the first the gradient is multiplied by w1. The weight between h and z2 is another.

    See: The chain rule on a graph
    """
    net = network(x, w1, b1, w2, b2)
    return wherever(gradients(net, df, w2=w1))


def weight_updated_too_early(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The weight w2 is changed (by a step of gradient descent) before the gradient goes back through it. The first layer needs the
    old w2.

    See: The chain rule on a graph
    """
    net = network(x, w1, b1, w2, b2)
    rates = (1.0, 0.5, 0.1, 0.05, 0.01, 0.001)
    return wherever(*(gradients(net, df, w2=w2 - rate * df * prime(net.f) * net.h) for rate in rates))


def loss_differentiated_as_well(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The gradient of a loss of its own (such as a squared error) is multiplied in. What comes from the loss is in df already.

    See: The upstream gradient
    """
    net = network(x, w1, b1, w2, b2)
    targets = (1.0, 0.0, 0.5)
    squared = [k * (net.f - target) for k in (1, 2, -1) for target in targets]
    return wherever(*(gradients(net, df * slope) for slope in (*squared, -1 / net.f, 1 / net.f)))


def upstream_added(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The upstream gradient is added to each result. In the chain rule it is a factor.

    See: The upstream gradient
    """
    net = network(x, w1, b1, w2, b2)
    return wherever({key: value + df for key, value in gradients(net, 1.0).items()})


def local_derivatives_only(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """These are local derivatives of one step. They have to be multiplied by the gradient that arrives from the right.

    See: The chain rule on a graph
    """
    net = network(x, w1, b1, w2, b2)
    right, ones = gradients(net, df), {"b1": 1.0, "b2": 1.0}
    steps = {"w1": x, "w2": net.h}
    return wherever({**right, **ones}, {**right, **steps}, {**steps, **ones}, {**right, "b1": df, "b2": df})


def layers_exchanged(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The two layers' gradients stand under each other's names.

    See: What to hand in
    """
    g = gradients(network(x, w1, b1, w2, b2), df)
    return wherever({"w1": g["w2"], "b1": g["b2"], "w2": g["w1"], "b2": g["b1"]})


def gradient_of_the_input(x=1.0, w1=0.5, b1=0.1, w2=-0.3, b2=0.2, df=1.0):
    """The gradient with respect to x stands where that with respect to w1 belongs.

    See: The chain rule on a graph
    """
    g = gradients(network(x, w1, b1, w2, b2), df)
    return wherever({**g, "w1": g["b1"] * w1})


def other_activation(x, w1, b1, w2, b2):
    """One of the two activations is not the sigmoid.

    See: The network
    """
    net = network(x, w1, b1, w2, b2)
    others = {np.tanh: lambda z: 1 - np.tanh(z) ** 2, relu: lambda z: 1.0 * (z > 0), identity: lambda z: 1.0}
    found = []
    for activation, slope in others.items():
        h = activation(net.z1)
        z2 = h * w2 + b2
        dz1 = prime(sigmoid(z2)) * w2 * slope(net.z1)
        dz2 = slope(net.z2)
        hidden = {"w1": dz1 * x, "b1": dz1, "w2": prime(sigmoid(z2)) * h, "b2": prime(sigmoid(z2))}
        found += [{"f": sigmoid(z2), "by_torch": hidden}, {"f": activation(net.z2), "by_torch": gradients(net, 1.0, outer=dz2)}]
    return tuple(found)


def relu(z):
    """max(z, 0)."""
    return max(z, 0.0)


def identity(z):
    """No activation at all."""
    return z


def exponent_without_minus(x, w1, b1, w2, b2, df=1.0):
    """The sigmoid is written with e^z where e^(−z) belongs: it falls where it should rise.

    See: The network
    """
    z1 = x * w1 + b1
    h = sigmoid(-z1)
    f = sigmoid(-(h * w2 + b2))
    dz2 = df * prime(f)
    dz1 = dz2 * w2 * prime(h)
    usual = {"w1": dz1 * x, "b1": dz1, "w2": dz2 * h, "b2": dz2}
    exact = {"w1": dz1 * x, "b1": dz1, "w2": -dz2 * h, "b2": -dz2}
    both = [{"f": f, "grads": grads, "by_torch": grads} for grads in (usual, exact)]
    return *both, {"f": sigmoid(-network(x, w1, b1, w2, b2).z2)}


def bias_forgotten(x, w1, b1, w2, b2, df=1.0):
    """A bias is not added on the way forward.

    See: The network
    """
    found = []
    for first, second in ((0.0, b2), (b1, 0.0), (0.0, 0.0)):
        net = network(x, w1, first, w2, second)
        found.append({"f": net.f, "grads": gradients(net, df), "by_torch": gradients(net, 1.0)})
    return tuple(found)


def parameters_exchanged(x, w1, b1, w2, b2, df=1.0):
    """Parameters of the two layers stand in each other's place on the way forward.

    See: The network
    """
    found = []
    for order in ((w2, b1, w1, b2), (w1, b2, w2, b1), (w2, b2, w1, b1), (b1, w1, w2, b2), (w1, b1, b2, w2)):
        net = network(x, *order)
        found.append({"f": net.f, "grads": gradients(net, df), "by_torch": gradients(net, 1.0)})
    return tuple(found)


MISCONCEPTIONS = (
    prime_of_preactivation,
    prime_of_activation,
    prime_with_plus,
    prime_of_tanh,
    half_of_the_prime,
    prime_of_the_other_layer,
    precedence,
    weight_of_the_wrong_layer,
    weight_updated_too_early,
    loss_differentiated_as_well,
    upstream_added,
    local_derivatives_only,
    layers_exchanged,
    gradient_of_the_input,
    other_activation,
    exponent_without_minus,
    bias_forgotten,
    parameters_exchanged,
)
