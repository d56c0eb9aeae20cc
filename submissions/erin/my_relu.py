"""ReLU without a comparison on the way up, and the course's rule on the way down (slope 1 at zero)."""

import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(input):
        return (input + input.abs()) / 2

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[input < 0] = 0
        return grad_input
