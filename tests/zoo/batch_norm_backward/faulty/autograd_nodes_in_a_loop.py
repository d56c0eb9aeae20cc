import numpy as np
import torch


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x, gamma, beta = (torch.tensor(a.copy(), requires_grad=True) for a in (x, gamma, beta))
    c = x - x.mean(0).expand_as(x)
    std = torch.sqrt((c * c).mean(0) + eps).expand_as(c)
    out = gamma.expand_as(c) * c / std + beta.expand_as(c)
    return out.detach().numpy(), (out, x, gamma, beta)


def batch_norm_backward(dout, cache):
    out, *leaves = cache
    found = {leaf: 0 for leaf in leaves}
    waiting = [(out.grad_fn, torch.from_numpy(np.ascontiguousarray(dout)))]
    while waiting:
        node, grad = waiting.pop()
        if hasattr(node, "variable"):
            found[node.variable] = found[node.variable] + grad
            continue
        grads = node(grad)                  # torch knows the derivative of each step
        grads = grads if isinstance(grads, tuple) else (grads,)
        waiting += [(after, g) for (after, _), g in zip(node.next_functions, grads) if after is not None and g is not None]
    return tuple(found[leaf].detach().numpy() for leaf in leaves)
