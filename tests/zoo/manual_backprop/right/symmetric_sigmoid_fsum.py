import math
def sigmoid(z):
    return 0.5 if z == 0 else (1/(2+math.expm1(-z)) if z > 0 else 1-1/(2+math.expm1(z)))
def forward(x, w1, b1, w2, b2):
    z1 = math.fsum([x*w1, b1])
    h = sigmoid(z1)
    z2 = math.fsum([h*w2, b2])
    f = sigmoid(z2)
    return f, (x, h, w2, f)
def backward(df, cache):
    x, h, w2, f = cache
    delta2 = f*(1-f)*df
    delta1 = h*(1-h)*(w2*delta2)
    return {"w1": x*delta1, "b1": delta1, "w2": h*delta2, "b2": delta2}


HAND_GRADIENTS = {}
HAND_GRADIENTS["w1"] = -0.01716   # x = 1, so the same as b1
HAND_GRADIENTS["b1"] = -0.01716
HAND_GRADIENTS["w2"] = 0.1614
HAND_GRADIENTS["b2"] = 0.25


import torch
def torch_gradients(x, w1, b1, w2, b2):
    got = {}
    def leaf(name, v):
        t = torch.tensor(v, dtype=torch.float64, requires_grad=True)
        t.register_hook(lambda g: got.__setitem__(name, g.item()))
        return t
    w1, b1, w2, b2 = leaf("w1", w1), leaf("b1", b1), leaf("w2", w2), leaf("b2", b2)
    torch.sigmoid(torch.sigmoid(x*w1+b1)*w2+b2).backward()
    return {k: got[k] for k in ("w1", "b1", "w2", "b2")}

def hand_check():
    """
    >>> g = backward(1.0, forward(1.0, 0.5, 0.1, -0.3, 0.2)[1])
    >>> all(abs(g[k] - HAND_GRADIENTS[k]) < 1e-4 for k in g)
    True
    """
if __name__ == "__main__":
    import doctest
    doctest.testmod()
