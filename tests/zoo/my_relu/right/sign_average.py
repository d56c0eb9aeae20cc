import torch

half = 0.5


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input: torch.Tensor, /) -> torch.Tensor:
        step = half + half * torch.sign(input)
        ctx.save_for_backward(step)
        return step * input

    @staticmethod
    def backward(ctx, *grads):
        return tuple(g * s for g, s in zip(grads, ctx.saved_tensors))[0]
