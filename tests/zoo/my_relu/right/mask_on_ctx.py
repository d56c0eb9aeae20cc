import torch
from torch.autograd import Function


class MyReLU(Function):
    @staticmethod
    def forward(ctx, input):
        ctx.mask = input <= 0
        return input.masked_fill(ctx.mask, 0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.masked_fill(ctx.mask, 0)
