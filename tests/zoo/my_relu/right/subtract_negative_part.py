import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        negative_part = input.clamp(max=0)
        ctx.save_for_backward(negative_part)
        return input - negative_part

    @staticmethod
    def backward(ctx, grad_output):
        negative_part, = ctx.saved_tensors
        keep = torch.ones_like(negative_part)
        keep[negative_part != 0] = 0
        keep.mul_(grad_output)
        return keep
