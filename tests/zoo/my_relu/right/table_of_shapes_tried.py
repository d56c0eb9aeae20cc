import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)


CASES = [
    ("scalar",),
    ("vector", 1),
    ("vector", 7),
    ("matrix", 1, 2),
    ("matrix", 3, 2),
    ("image", 2, 3, 4, 2),
    ("image", 1, 3, 2, 2),
    ("empty", 0, 3),
]
for name, *shape in CASES:
    x = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    y = x.detach().clone().requires_grad_()
    MyReLU.apply(x).sum().backward()
    torch.relu(y).sum().backward()
    print(name, torch.equal(x.grad, y.grad))
