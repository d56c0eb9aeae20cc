import torch


class MyReLU(torch.autograd.Function):
    mask = None

    @staticmethod
    def forward(ctx, input):
        MyReLU.mask = input > 0
        return input * MyReLU.mask

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * MyReLU.mask


if __name__ == "__main__":
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = MyReLU.apply(x)
    y.sum().backward()
    print(x)
    print(y)
    print(x.grad)
