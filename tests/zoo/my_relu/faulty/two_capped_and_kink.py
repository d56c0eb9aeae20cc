import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return torch.clip(input, 0, 6)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        slope = (input >= 0).to(input.dtype) + (input == 0).to(input.dtype)
        return grad_output * slope


relu = MyReLU.apply
