import numpy as np

FORWARD = {
    "N": lambda v: v["x"].shape[0],
    "mu": lambda v: v["x"].sum(0) / v["N"],
    "c": lambda v: v["x"] - v["mu"],
    "var": lambda v: (v["c"] ** 2).sum(0) / v["N"],
    "r": lambda v: np.sqrt(v["var"] + v["eps"]),
    "h": lambda v: v["c"] / v["r"],
    "out": lambda v: v["gamma"] * v["h"] + v["beta"],
}
BACKWARD = {
    "dh": lambda v: v["dout"] * v["gamma"],
    "dr": lambda v: -(v["dh"] * v["c"]).sum(0) / v["r"] ** 2,
    "dvar": lambda v: v["dr"] / (2 * v["r"]),
    "dc": lambda v: v["dh"] / v["r"] + 2 * v["c"] * v["dvar"] / v["N"],
    "dmu": lambda v: -v["dc"].sum(0),
    "dx": lambda v: v["dc"] + v["dmu"] / v["N"],
    "dgamma": lambda v: (v["dout"] * v["h"]).sum(0),
    "dbeta": lambda v: v["dout"].sum(0),
}


def run(table, values):
    for name, rule in table.items():
        values[name] = rule(values)
    return values


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    v = run(FORWARD, {"x": x, "gamma": gamma, "beta": beta, "eps": eps})
    return v["out"], v


def batch_norm_backward(dout, cache):
    v = run(BACKWARD, {**cache, "dout": dout})
    return v["dx"], v["dgamma"], v["dbeta"]
