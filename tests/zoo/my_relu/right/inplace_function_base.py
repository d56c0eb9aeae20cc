import torch
from torch.autograd.function import InplaceFunction, FunctionCtx


class MyReLU(InplaceFunction):
    @staticmethod
    def forward(ctx: FunctionCtx, input: torch.Tensor, inplace: bool = False) -> torch.Tensor:
        ctx.inplace = inplace
        if inplace:
            ctx.mark_dirty(input)
            out = input
        else:
            out = input.clone()
        out.clamp_(min=0)
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        out, = ctx.saved_tensors
        grad = grad_output.clone()
        grad[out <= 0] = 0
        return grad, None
