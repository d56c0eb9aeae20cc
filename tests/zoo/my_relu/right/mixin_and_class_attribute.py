import torch


class Pointwise(torch.autograd.Function):
    value = staticmethod(lambda t: t)
    slope = staticmethod(lambda t: torch.ones_like(t))

    @classmethod
    def forward(cls, ctx, input):
        ctx.save_for_backward(input)
        with torch.no_grad():
            return cls.value(input)

    @classmethod
    def backward(cls, ctx, grad_output):
        input, = ctx.saved_tensors
        return torch.mul(grad_output, cls.slope(input))


class MyReLU(Pointwise):
    value = staticmethod(lambda t: torch.maximum(t, t.new_zeros(t.shape)))
    slope = staticmethod(lambda t: t.gt(0).type_as(t))
