import numpy as np


def unbroadcast(g, shape):
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for ax, n in enumerate(shape):
        if n == 1 and g.shape[ax] != 1:
            g = g.sum(axis=ax, keepdims=True)
    return g


class Tensor:
    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self._parents = parents
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other)
        out = Tensor(self.data + other.data, (self, other))

        def _backward():
            self.grad += unbroadcast(out.grad, self.data.shape)
            other.grad += unbroadcast(out.grad, other.data.shape)
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other)
        out = Tensor(self.data * other.data, (self, other))

        def _backward():
            self.grad += unbroadcast(out.grad * other.data, self.data.shape)
            other.grad += unbroadcast(out.grad * self.data, other.data.shape)
        out._backward = _backward
        return out

    def __pow__(self, k):
        out = Tensor(self.data ** k, (self,))

        def _backward():
            self.grad += k * self.data ** (k - 1) * out.grad
        out._backward = _backward
        return out

    def mean0(self):
        out = Tensor(self.data.mean(axis=0), (self,))

        def _backward():
            self.grad += np.ones_like(self.data) * out.grad / self.data.shape[0]
        out._backward = _backward
        return out

    def backward(self, seed):
        topo, seen = [], set()

        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p in v._parents:
                    visit(p)
                topo.append(v)
        visit(self)
        self.grad = np.array(seed, dtype=float)
        for v in reversed(topo):
            v._backward()


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    X, G, B = Tensor(x), Tensor(gamma), Tensor(beta)
    xc = X + X.mean0() * -1.0
    var = (xc ** 2).mean0()
    out = xc * (var + eps) ** -0.5 * G + B
    return out.data, (X, G, B, out)


def batch_norm_backward(dout, cache):
    X, G, B, out = cache
    out.backward(dout)
    return X.grad, G.grad, B.grad
