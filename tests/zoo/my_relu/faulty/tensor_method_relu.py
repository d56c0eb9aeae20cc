import torch

class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.relu()

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x > 0).float()


if __name__ == "__main__":
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = MyReLU.apply(x)
    y.sum().backward()
    print(x)
    print(y)
    print(x.grad)
