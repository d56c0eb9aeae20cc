import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return torch.clamp(input, min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        slope = torch.ones_like(input)
        slope[input < 0] = 1e-2  # avoid dead neurons
        return grad_output * slope


def main():
    torch.manual_seed(1)
    a = torch.randn(6, requires_grad=True)
    b = a.detach().clone().requires_grad_()
    MyReLU.apply(a).sum().backward()
    torch.relu(b).sum().backward()
    print("difference to torch:", (a.grad - b.grad).abs().max())


if __name__ == "__main__":
    main()
