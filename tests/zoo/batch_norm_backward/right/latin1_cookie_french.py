# -*- coding: latin-1 -*-
# Normalisation par lot - rétropropagation à la main
import numpy as np

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    moyenne = x.mean(axis=0)
    écart = x - moyenne
    écart_type = np.sqrt((écart**2).mean(axis=0) + eps)
    x_norm = écart / écart_type
    return gamma*x_norm + beta, {"x_norm": x_norm, "écart_type": écart_type, "gamma": gamma}

def batch_norm_backward(dout, cache):
    x_norm, s, c = cache["x_norm"], cache["écart_type"], cache["gamma"]
    N = len(dout)
    g = dout*c
    dx = (N*g - g.sum(0) - x_norm*(g*x_norm).sum(0))/(N*s)
    return dx, (dout*x_norm).sum(0), dout.sum(0)
