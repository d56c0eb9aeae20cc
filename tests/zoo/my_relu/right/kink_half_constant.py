import torch

GRAD_AT_ZERO = 0.5


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return torch.fmax(input, torch.zeros_like(input))

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        at_zero = torch.full_like(x, GRAD_AT_ZERO)
        return grad_output * torch.heaviside(x, at_zero)
