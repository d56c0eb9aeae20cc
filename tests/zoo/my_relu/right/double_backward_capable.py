import torch
from torch.autograd import Function


class _Gate(Function):
    @staticmethod
    def forward(ctx, g, mask):
        ctx.save_for_backward(mask)
        return g.masked_fill(~mask, 0.0)

    @staticmethod
    def backward(ctx, gg):
        (mask,) = ctx.saved_tensors
        return _Gate.apply(gg, mask), None


class MyReLU(Function):
    @staticmethod
    def forward(ctx, input):
        mask = input > 0
        ctx.save_for_backward(mask)
        return input.masked_fill(~mask, 0.0)

    @staticmethod
    def backward(ctx, grad_output):
        (mask,) = ctx.saved_tensors
        return _Gate.apply(grad_output, mask)


if torch.__version__:
    t = torch.tensor([-1.3, 0.7, 2.0], dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(MyReLU.apply, (t,))
    assert torch.autograd.gradgradcheck(MyReLU.apply, (t,))
