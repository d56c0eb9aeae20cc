"""ReLU with a hand-written backward pass."""

import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        positive = input > 0
        ctx.save_for_backward(positive)
        return torch.where(positive, input, torch.zeros_like(input))

    @staticmethod
    def backward(ctx, grad_output):
        # The slope is 1 where the input was positive and 0 elsewhere (at 0 too, as in nn.ReLU).
        (positive,) = ctx.saved_tensors
        return torch.where(positive, grad_output, torch.zeros_like(grad_output))


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    upstream = torch.randn(4, 3, dtype=torch.float64)
    (mine,) = torch.autograd.grad(MyReLU.apply(x), x, upstream)
    (theirs,) = torch.autograd.grad(torch.relu(x), x, upstream)
    print("same gradient as torch.relu:", torch.equal(mine, theirs))
    print("gradcheck:", torch.autograd.gradcheck(MyReLU.apply, (x,)))
