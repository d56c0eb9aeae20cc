import torch

_masks = []


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        mask = (input > 0).to(input.dtype)
        _masks.append(mask)
        return input * mask

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * _masks.pop()


relu = MyReLU.apply
