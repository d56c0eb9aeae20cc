import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def forward(x, w1, b1, w2, b2):
    params = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2)]
    h = torch.sigmoid(x * params[0] + params[1])
    f = torch.sigmoid(h * params[2] + params[3])
    return f.item(), (f, params)


def backward(df, cache):
    f, params = cache
    grads = torch.autograd.grad(f, params, grad_outputs=torch.tensor(df, dtype=torch.float64), retain_graph=True)
    return {k: g.item() for k, g in zip(("w1", "b1", "w2", "b2"), grads)}


def torch_gradients(x, w1, b1, w2, b2):
    f, cache = forward(x, w1, b1, w2, b2)
    return backward(1.0, cache)
