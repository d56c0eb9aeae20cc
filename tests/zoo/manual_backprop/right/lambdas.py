import torch; from math import exp
HAND_GRADIENTS = {"w1": -.01716, "b1": -.01716, "w2": .16141, "b2": .25}
s = lambda z: 1/(1 + exp(-z)); p = lambda y: y*(1 - y)

def forward(x, w1, b1, w2, b2):
    h = s(x*w1 + b1); f = s(h*w2 + b2); return f, (x, w2, h, f)

backward = lambda df, cache: (lambda x, w2, h, f: {"w1": df*p(f)*w2*p(h)*x, "b1": df*p(f)*w2*p(h), "w2": df*p(f)*h, "b2": df*p(f)})(*cache)

def torch_gradients(x, w1, b1, w2, b2):
    P = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in locals().items() if k != "x"}
    torch.sigmoid(torch.sigmoid(x*P["w1"] + P["b1"])*P["w2"] + P["b2"]).backward()
    return {k: t.grad.item() for k, t in P.items()}
