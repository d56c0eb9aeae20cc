import torch


class MyReLU(torch.autograd.Function):
    """y = H(x) x"""

    @staticmethod
    def forward(ctx, input):
        H = torch.heaviside(input.detach(), input.new_zeros(()))
        ctx.H = H
        return H * input

    @staticmethod
    def backward(ctx, grad_output):
        H, ctx.H = ctx.H, None
        return H * grad_output
