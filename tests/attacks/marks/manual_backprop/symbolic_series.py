"""The linear term of sympy's series."""
# unearned: gradient_w1 gradient_b1 gradient_w2 gradient_b2 repeated
import math

import sympy

NAMES = sympy.symbols("x w1 b1 w2 b2")
STEP = sympy.Symbol("step")


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def forward(x, w1, b1, w2, b2):
    return sigmoid(sigmoid(x * w1 + b1) * w2 + b2), (x, w1, b1, w2, b2)


def backward(df, cache):
    x, w1, b1, w2, b2 = NAMES
    f = 1 / (1 + sympy.exp(-(w2 / (1 + sympy.exp(-(x * w1 + b1))) + b2)))
    at = dict(zip(NAMES, cache))
    grads = {}
    for n in NAMES[1:]:
        rest = f.subs({m: v for m, v in at.items() if m is not n}).subs(n, at[n] + STEP)
        grads[str(n)] = df * float(sympy.series(rest, STEP, 0, 2).removeO().coeff(STEP, 1))
    return grads
