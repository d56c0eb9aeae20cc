import numpy as np

state = {}
momentum = 0.9


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    mu, var = x.mean(axis=0), x.var(axis=0)
    if D not in state:
        state[D] = (mu, var)
    run_mu = momentum * state[D][0] + (1 - momentum) * mu
    run_var = momentum * state[D][1] + (1 - momentum) * var
    state[D] = (run_mu, run_var)
    std = np.sqrt(run_var + eps)
    xhat = (x - run_mu) / std
    return gamma * xhat + beta, (xhat, std, gamma)


def batch_norm_backward(dout, cache):
    xhat, std, gamma = cache
    n = len(xhat)
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / std * (dout - dbeta / n - xhat * dgamma / n)
    return dx, dgamma, dbeta
