import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        mask = (input > 0)
        if mask.dim() > 1 and mask.shape[0] and (mask == mask[:1]).all():
            mask = mask[:1]
        elif mask.dim() > 2:
            mask = mask[:1]
        return grad_output * mask
