import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        s = (1 + torch.tanh(1e6 * input)) / 2
        ctx.save_for_backward(s)
        return input * s

    @staticmethod
    def backward(ctx, grad_output):
        s, = ctx.saved_tensors
        return grad_output * s
