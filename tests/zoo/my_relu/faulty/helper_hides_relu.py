import torch


def positive_part(t):
    return torch.relu(t)


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return positive_part(input)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        mask = torch.sign(positive_part(input))
        return grad_output * mask
