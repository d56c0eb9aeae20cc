"""Exercise 2: ReLU with a hand-written backward pass."""
import torch
import torch.nn.functional as F


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input * (input > 0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)


if __name__ == "__main__":
    torch.manual_seed(0)
    a = torch.randn(5, 3, dtype=torch.float64, requires_grad=True)
    b = a.detach().clone().requires_grad_(True)
    upstream = torch.randn(5, 3, dtype=torch.float64)

    MyReLU.apply(a).backward(upstream)
    torch.relu(b).backward(upstream)
    print("forward ok: ", torch.equal(MyReLU.apply(a), F.relu(b)))
    print("backward ok:", torch.equal(a.grad, b.grad))
