import torch
from torch import nn


class MyReLU(torch.autograd.Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(input):
        return input.clamp(min=0)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad_output):
        output, = ctx.saved_tensors
        return grad_output * (output > 0)


x = torch.randn(4, 3, dtype=torch.double)
assert torch.equal(torch.vmap(MyReLU.apply)(x), nn.ReLU()(x))
g = torch.func.grad(lambda t: (MyReLU.apply(t) ** 2).sum())(x)
assert torch.allclose(g, 2 * torch.relu(x))
