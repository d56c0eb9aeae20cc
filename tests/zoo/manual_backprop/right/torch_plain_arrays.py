import torch

HAND_GRADIENTS = {
    "w1": -0.01716,
    "b1": -0.01716,
    "w2": 0.1614,
    "b2": 0.2500,
}

T = lambda v: torch.as_tensor(v, dtype=torch.float64)


@torch.no_grad()
def forward(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = map(T, (x, w1, b1, w2, b2))
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    return f, {"x": x, "h": h, "f": f, "w2": w2}


@torch.no_grad()
def backward(df, cache):
    x, h, f, w2 = cache.values()
    e2 = T(df) * f * (1 - f)
    e1 = e2 * w2 * h * (1 - h)
    return {"w1": e1 * x, "b1": e1.clone(), "w2": e2 * h, "b2": e2.clone()}


def torch_gradients(x, w1, b1, w2, b2):
    names = ("w1", "b1", "w2", "b2")
    leaves = tuple(torch.tensor(v, dtype=torch.double).requires_grad_() for v in (w1, b1, w2, b2))
    a, b, c, d = leaves
    f = ((x * a + b).sigmoid() * c + d).sigmoid()
    return dict(zip(names, torch.autograd.grad(f, leaves)))
