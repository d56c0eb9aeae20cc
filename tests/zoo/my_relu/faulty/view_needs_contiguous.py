"""Backpropagation, exercise 2: a custom autograd function."""
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        flat = input.view(-1)
        active = flat > 0
        ctx.save_for_backward(active)
        return (flat * active).view(input.shape)

    @staticmethod
    def backward(ctx, grad_output):
        active, = ctx.saved_tensors
        return (grad_output.reshape(-1) * active).view(grad_output.shape)


relu = MyReLU.apply
