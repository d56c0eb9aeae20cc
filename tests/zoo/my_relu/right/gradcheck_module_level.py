import torch
from torch.autograd import gradcheck


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return torch.clip(input, min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * input.gt(0).type_as(grad_output)


torch.manual_seed(42)
test_input = torch.randn(4, 5, dtype=torch.double, requires_grad=True)
print("gradcheck:", gradcheck(MyReLU.apply, (test_input,), eps=1e-6, atol=1e-4))
