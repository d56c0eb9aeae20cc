import torch


def relu_derivative(x):
    d = torch.zeros_like(x)
    d[x > 0] = 1
    d[x == 0] = -1     # derivative does not exist here
    return d


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return torch.maximum(input, torch.zeros_like(input))

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * relu_derivative(input)


if __name__ == "__main__":
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = MyReLU.apply(x)
    y.sum().backward()
    print(x)
    print(y)
    print(x.grad)
