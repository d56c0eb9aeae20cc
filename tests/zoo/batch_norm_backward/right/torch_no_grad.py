import torch


@torch.no_grad()
def batch_norm_forward(x, gamma, beta, eps=1e-5):
    X, G, B = (torch.as_tensor(a, dtype=torch.float64).clone() for a in (x, gamma, beta))
    mu, var = X.mean(0), X.var(0, correction=0)
    Z = (X - mu) / (var + eps).sqrt()
    return (G * Z + B).numpy(), {"Z": Z, "k": G / (var + eps).sqrt()}


@torch.no_grad()
def batch_norm_backward(dout, cache):
    Z, k = cache["Z"], cache["k"]
    d = torch.as_tensor(dout, dtype=torch.float64)
    dbeta = d.sum(0)
    dgamma = (d * Z).sum(0)
    dx = k * (d - dbeta / d.shape[0] - Z * dgamma / d.shape[0])
    return dx.numpy(), dgamma.numpy(), dbeta.numpy()
