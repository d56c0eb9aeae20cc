from numpy import *

VERBOSE = True

def batch_norm_forward(x, gamma, beta, eps=1e-5):
    N = shape(x)[0]
    mu = sum(x, axis=0) / N
    d = x - mu
    v = sum(d * d, axis=0) / N
    q = sqrt(v + eps)
    if VERBOSE:
        print("mean", mu, "std", q)
    return gamma * d / q + beta, [d, q, gamma]

def batch_norm_backward(dout, cache):
    d, q, gamma = cache
    N = shape(d)[0]
    gb = sum(dout, axis=0)
    gg = sum(dout * d / q, axis=0)
    gx = (gamma / q) * (dout - gb / N - (d / q) * gg / N)
    if VERBOSE:
        print("grad gamma", gg, "grad beta", gb)
    return gx, gg, gb

x_test = array([[1., 2., 3.], [2., 0., 1.], [4., 4., -1.], [0., 1., 1.]])
y_test, c_test = batch_norm_forward(x_test, ones(3), zeros(3))
print(y_test)
print(batch_norm_backward(ones((4, 3)), c_test))
