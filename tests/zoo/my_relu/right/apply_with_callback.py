import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.detach().clone().apply_(lambda v: v if v > 0 else 0.0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output.clone().map_(x.detach(), lambda g, v: g if v > 0 else 0.0)
