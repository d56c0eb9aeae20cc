import torch

net = torch.jit.trace(torch.nn.Sequential(torch.nn.Identity(), torch.nn.ReLU()), torch.zeros(2))


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return net(input)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)
