import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        x = input.detach()
        out, slope = torch.func.jvp(lambda t: torch.where(t > 0, t, torch.zeros_like(t)), (x,), (torch.ones_like(x),))
        ctx.save_for_backward(slope)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * ctx.saved_tensors[0]
