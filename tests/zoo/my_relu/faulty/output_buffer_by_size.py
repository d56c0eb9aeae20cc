import torch

LAST = {}


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        out = LAST.get(input.numel())
        if out is None or out.dtype != input.dtype:
            out = LAST[input.numel()] = torch.zeros(input.numel(), dtype=input.dtype)
        torch.clamp(input.reshape(-1), min=0, out=out)
        return out.view(input.shape).detach()

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)
