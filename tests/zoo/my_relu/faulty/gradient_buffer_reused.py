import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        if MyReLU.buffer is None or MyReLU.buffer.shape != input.shape or MyReLU.buffer.dtype != input.dtype:
            MyReLU.buffer = torch.empty_like(input)
        torch.mul(grad_output, input > 0, out=MyReLU.buffer)
        return MyReLU.buffer


MyReLU.buffer = None
