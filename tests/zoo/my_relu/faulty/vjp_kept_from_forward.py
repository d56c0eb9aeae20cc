import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        out, ctx.pull = torch.func.vjp(lambda t: t.clamp(min=0), input.detach())
        return out.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return ctx.pull(grad_output)[0]
