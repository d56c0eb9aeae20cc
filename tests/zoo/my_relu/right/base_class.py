import torch


class ElementwiseFunction(torch.autograd.Function):
    """Base class: a subclass saves its local derivative in ctx."""

    @staticmethod
    def backward(ctx, grad_output):
        local, = ctx.saved_tensors
        return grad_output * local


class MyReLU(ElementwiseFunction):
    @staticmethod
    def forward(ctx, input):
        local = torch.heaviside(input, torch.zeros_like(input))
        ctx.save_for_backward(local)
        return input * local


class MySigmoid(ElementwiseFunction):
    @staticmethod
    def forward(ctx, input):
        s = 1 / (1 + torch.exp(-input))
        ctx.save_for_backward(s * (1 - s))
        return s
