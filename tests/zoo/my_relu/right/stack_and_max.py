import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        pair = torch.stack((torch.zeros_like(input), input))
        values, which = pair.max(dim=0)
        ctx.save_for_backward(which)
        ctx.mark_non_differentiable(which)
        return values

    @staticmethod
    def backward(ctx, grad_output):
        (which,) = ctx.saved_tensors
        both = torch.zeros((2, *grad_output.shape), dtype=grad_output.dtype)
        both.scatter_(0, which.unsqueeze(0), grad_output.unsqueeze(0))
        return both[1]
