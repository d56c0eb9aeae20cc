import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.float().clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return torch.where(input > 0, -grad_output, torch.zeros_like(grad_output))


def main():
    torch.manual_seed(1)
    a = torch.randn(6, requires_grad=True)
    b = a.detach().clone().requires_grad_()
    MyReLU.apply(a).sum().backward()
    torch.relu(b).sum().backward()
    print("difference to torch:", (a.grad - b.grad).abs().max())


if __name__ == "__main__":
    main()
