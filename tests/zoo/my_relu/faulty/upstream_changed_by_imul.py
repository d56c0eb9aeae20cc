# %% [markdown]
# ### MyReLU

# %%
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        active = input > 0
        ctx.save_for_backward(active)
        return input * active

    @staticmethod
    def backward(ctx, grad_output):
        active, = ctx.saved_tensors
        grad_output *= active
        return grad_output


if __name__ == "__main__":
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = MyReLU.apply(x)
    y.sum().backward()
    print(x)
    print(y)
    print(x.grad)
