import torch

BUFFERS = {}     # saves allocations


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        buf = BUFFERS.setdefault((input.shape, input.dtype), torch.empty_like(input))
        ctx.save_for_backward(input)
        buf.copy_(input)
        buf[buf < 0] = 0
        return buf.detach()

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)
