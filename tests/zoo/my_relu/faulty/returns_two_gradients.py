import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        grad_input = grad_output * (input > 0)
        return grad_input, grad_output


def main():
    torch.manual_seed(1)
    a = torch.randn(6, requires_grad=True)
    b = a.detach().clone().requires_grad_()
    MyReLU.apply(a).sum().backward()
    torch.relu(b).sum().backward()
    print("difference to torch:", (a.grad - b.grad).abs().max())


if __name__ == "__main__":
    main()
