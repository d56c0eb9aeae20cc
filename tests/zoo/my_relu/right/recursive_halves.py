import torch


def rectify(t, g=None):
    if t.dim() == 0:
        keep = t.item() > 0
        return (t if g is None else g) * (1.0 if keep else 0.0)
    if t.shape[0] == 0 or t.numel() == 0:
        return torch.zeros_like(t)
    return torch.stack([rectify(a, None if g is None else b) for a, b in zip(t, t if g is None else g)])


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        if not torch.is_tensor(input) or not input.is_floating_point():
            raise TypeError("float tensor expected")
        ctx.save_for_backward(input)
        return rectify(input)

    @staticmethod
    def backward(ctx, grad_output):
        return rectify(ctx.saved_tensors[0], grad_output)
