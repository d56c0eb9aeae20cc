import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        # 1 where the unit is active, 0 where it is not
        mask = torch.zeros(input.shape)
        mask[input > 0] = 1.0
        ctx.save_for_backward(mask)
        return input * mask

    @staticmethod
    def backward(ctx, grad_output):
        mask, = ctx.saved_tensors
        return grad_output * mask
