# Exercise 2: my own ReLU
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        rows, cols = input.shape
        output = torch.zeros_like(input)
        for i in range(rows):
            for j in range(cols):
                if input[i, j] > 0:
                    output[i, j] = input[i, j]
        return output

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        rows, cols = input.shape
        grad_input = torch.zeros_like(input)
        for i in range(rows):
            for j in range(cols):
                if input[i, j] > 0:
                    grad_input[i, j] = grad_output[i, j]
        return grad_input


if __name__ == "__main__":
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = MyReLU.apply(x)
    y.sum().backward()
    print(x)
    print(y)
    print(x.grad)
