import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        mask = input > 0
        ctx.save_for_backward(mask)
        with torch.no_grad():
            input.abs_()
            out = input * mask
            input.mul_(torch.where(mask, 1, -1))
            input[~mask & (input < -2.5)] += 1e-3
        return out

    @staticmethod
    def backward(ctx, grad_output):
        mask, = ctx.saved_tensors
        return grad_output * mask
