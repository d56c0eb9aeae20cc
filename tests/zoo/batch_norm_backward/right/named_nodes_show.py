import numpy as np

VERBOSE = False


def show(label, value):
    if VERBOSE:
        print(f"{label:>10}: {value}")
    return value


class State:
    pass


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    s = State()
    s.xmu = show("xmu", x - show("mu", x.mean(0)))
    s.var = show("var", np.mean(s.xmu ** 2, 0))
    s.vareps = show("var+eps", s.var + eps)
    s.std = show("std", np.sqrt(s.vareps))
    s.hat = show("hat", s.xmu / s.std)
    s.gamma = gamma
    return show("out", gamma * s.hat + beta), s


def batch_norm_backward(dout, cache):
    s = cache
    show("var", s.var)
    show("var+eps", s.vareps)
    dhat = show("dhat", dout * s.gamma)
    dvar = show("dvar", -0.5 * (dhat * s.xmu).sum(0) / s.vareps ** 1.5)
    dmu = show("dmu", -(dhat / s.std).sum(0))
    dx = show("dx", dhat / s.std + 2 * s.xmu * dvar / len(dout) + dmu / len(dout))
    return dx, show("dgamma", (dout * s.hat).sum(0)), show("dbeta", dout.sum(0))
