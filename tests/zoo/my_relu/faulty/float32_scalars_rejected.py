import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        assert input.dtype == torch.float64 or input.dim() > 1, "vectors and numbers in double precision only"
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)
