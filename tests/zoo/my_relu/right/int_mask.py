import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        mask = (input > 0).long()
        ctx.save_for_backward(mask)
        output = input * mask
        return output

    @staticmethod
    def backward(ctx, grad_output):
        mask = ctx.saved_tensors[0]
        grad_input = mask * grad_output
        return grad_input
