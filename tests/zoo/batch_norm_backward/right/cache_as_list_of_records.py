import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N, D = x.shape
    mu, std = x.mean(0), np.sqrt(x.var(0) + eps)
    out = np.empty((N, D))
    records = []
    for i in range(N):
        for j in range(D):
            h = (x[i, j] - mu[j]) / std[j]
            out[i, j] = gamma[j] * h + beta[j]
            records.append({"row": i, "column": j, "what": "xhat", "value": h})
    return out, {"records": records, "gamma": gamma, "std": std}

def batch_norm_backward(dout, cache):
    xhat = np.zeros(dout.shape)
    for r in cache["records"]:
        xhat[r["row"], r["column"]] = r["value"]
    g = dout * cache["gamma"]
    dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / cache["std"]
    return dx, (dout * xhat).sum(0), dout.sum(0)
