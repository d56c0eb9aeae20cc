import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input, threshold=0.0):
        ctx.save_for_backward(input)
        ctx.threshold = threshold
        return torch.where(input > threshold, input, torch.zeros_like(input))

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        # threshold is a plain number, it has no gradient
        return grad_output * (input > ctx.threshold), None
