import torch

INT = {torch.float32: (torch.int32, 31), torch.float64: (torch.int64, 63)}


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        kind, shift = INT[input.dtype]
        own = input.contiguous().clone()
        negative = (own.view(kind) >> shift)
        ctx.save_for_backward(negative)
        return (own.view(kind) & ~negative).view(input.dtype)

    @staticmethod
    def backward(ctx, grad_output):
        negative, = ctx.saved_tensors
        g = grad_output.contiguous().clone()
        return (g.view(negative.dtype) & ~negative).view(g.dtype)
