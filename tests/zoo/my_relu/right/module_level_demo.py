import torch

class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        g = grad_output.clone()
        g[input <= 0] = 0
        return g


# quick test
x1 = torch.linspace(-2, 2, 9, requires_grad=True)
x2 = torch.linspace(-2, 2, 9, requires_grad=True)
y1 = MyReLU.apply(x1)
y2 = torch.relu(x2)
y3 = torch.nn.ReLU()(x2)
assert torch.equal(y1, y2) and torch.equal(y1, y3)
y1.sum().backward()
y2.sum().backward()
print(x1.grad)
print(x2.grad)
assert torch.equal(x1.grad, x2.grad)
print("All good!")
