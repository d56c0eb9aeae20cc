import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        MyReLU.calls += 1
        ctx.number = MyReLU.calls % 2
        MyReLU.masks[ctx.number] = input > 0
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * MyReLU.masks[ctx.number]


MyReLU.calls, MyReLU.masks = 0, {}
