import torch


def _forward(ctx, input):
    ctx.set_materialize_grads(False)
    out = torch.fmax(input, torch.zeros((), dtype=input.dtype).expand_as(input))
    ctx.save_for_backward(out)
    return out


def _backward(ctx, grad_output):
    if grad_output is None:
        return None
    out, = ctx.saved_tensors
    return torch.where(out > 0, grad_output, 0)


MyReLU = type("MyReLU", (torch.autograd.Function,), {"forward": staticmethod(_forward), "backward": staticmethod(_backward)})
