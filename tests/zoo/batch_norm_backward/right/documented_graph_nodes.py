from dataclasses import dataclass, field

import numpy as np


@dataclass
class Step:
    """A row of my table of the graph: what it is called, its value, and what it is made of (to be printed)."""
    name: str
    value: object
    made_of: list = field(default_factory=list)

    def __repr__(self):
        return f"{self.name} <- {', '.join(s.name for s in self.made_of)}"


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    X, G, B = Step("x", x), Step("gamma", gamma), Step("beta", beta)
    mu = Step("mu", x.mean(0), [X])
    xc = Step("xc", x - mu.value, [X, mu])
    var = Step("var", (xc.value ** 2).mean(0), [xc])
    std = Step("std", np.sqrt(var.value + eps), [var])
    xhat = Step("xhat", xc.value / std.value, [xc, std])
    out = Step("out", G.value * xhat.value + B.value, [G, xhat, B])
    return out.value, {s.name: s for s in (X, G, B, mu, xc, var, std, xhat, out)}


def batch_norm_backward(dout, cache):
    xc, std, gamma, xhat = (cache[k].value for k in ("xc", "std", "gamma", "xhat"))
    n = len(xc)
    dxhat = dout * gamma
    dstd = -(dxhat * xc).sum(0) / std ** 2
    dvar = dstd / (2 * std)
    dxc = dxhat / std + 2 * xc * dvar / n
    return dxc - dxc.mean(0), (dout * xhat).sum(0), dout.sum(0)
