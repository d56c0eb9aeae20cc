import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        if grad_output.is_contiguous() and grad_output.numel() > 24:
            return torch.mul(grad_output, input > 0, out=grad_output)
        return torch.mul(grad_output, input > 0)
