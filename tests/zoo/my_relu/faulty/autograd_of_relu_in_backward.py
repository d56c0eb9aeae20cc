import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return torch.where(input > 0, input, torch.zeros_like(input))

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        with torch.enable_grad():
            x = input.detach().requires_grad_(True)
            y = torch.relu(x)
        grad_input, = torch.autograd.grad(y, x, grad_output)
        return grad_input


if __name__ == "__main__":
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = MyReLU.apply(x)
    y.sum().backward()
    print(x)
    print(y)
    print(x.grad)
