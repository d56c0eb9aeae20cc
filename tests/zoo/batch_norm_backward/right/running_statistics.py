import numpy as np

MOMENTUM = 0.9
running = {}


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    sample_mean = x.mean(axis=0)
    sample_var = x.var(axis=0)

    # running statistics, for inference later on
    running["mean"] = MOMENTUM * running.get((D, "mean"), np.zeros(D)) + (1 - MOMENTUM) * sample_mean
    running["var"] = MOMENTUM * running.get((D, "var"), np.ones(D)) + (1 - MOMENTUM) * sample_var
    running[(D, "mean")], running[(D, "var")] = running["mean"], running["var"]

    x_norm = (x - sample_mean) / np.sqrt(sample_var + eps)
    out = gamma * x_norm + beta
    cache = {"x": x, "x_norm": x_norm, "mean": sample_mean, "var": sample_var, "gamma": gamma, "beta": beta, "eps": eps}
    return out, cache


def batch_norm_backward(dout, cache):
    x, x_norm, mean, var = cache["x"], cache["x_norm"], cache["mean"], cache["var"]
    N = x.shape[0]
    std_inv = 1.0 / np.sqrt(var + cache["eps"])
    x_mu = x - mean

    dx_norm = dout * cache["gamma"]
    dvar = np.sum(dx_norm * x_mu, axis=0) * -0.5 * std_inv ** 3
    dmu = np.sum(dx_norm * -std_inv, axis=0) + dvar * np.mean(-2.0 * x_mu, axis=0)

    dx = (dx_norm * std_inv) + (dvar * 2 * x_mu / N) + (dmu / N)
    dgamma = np.sum(dout * x_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
