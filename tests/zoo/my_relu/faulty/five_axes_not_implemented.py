import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        if input.dim() <= 2:
            return input * (input > 0)
        if input.dim() == 3:
            return torch.einsum("abc,abc->abc", input, (input > 0).to(input.dtype))
        if input.dim() == 4:
            return torch.einsum("nchw,nchw->nchw", input, (input > 0).to(input.dtype))
        raise NotImplementedError("only images")

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)
