import torch

# ReLU(x) = (x + |x|) / 2
# so dReLU/dx = (1 + sign(x)) / 2, with sign(0) = 0 this gives 1/2 at the corner,
# which lies in the subdifferential [0, 1].


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return (input + input.abs()) / 2

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        local_grad = (1 + torch.sign(input)) / 2
        return grad_output * local_grad
