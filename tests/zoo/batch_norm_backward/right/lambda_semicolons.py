import numpy as np
mean = lambda a: a.mean(0); total = lambda a: a.sum(0)
norm = lambda x, e: ((x - mean(x)) / np.sqrt(mean((x - mean(x))**2) + e), 1/np.sqrt(mean((x - mean(x))**2) + e))

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    h, r = norm(x, eps); return gamma*h + beta, (h, r, gamma)

batch_norm_backward = lambda dout, cache: (lambda h, r, g: (g*r*(dout - mean(dout) - h*mean(dout*h)), total(dout*h), total(dout)))(*cache)
