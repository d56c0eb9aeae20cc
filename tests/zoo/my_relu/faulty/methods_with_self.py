# %% [markdown]
# ### MyReLU

# %%
import torch


class MyReLU(torch.autograd.Function):
    def forward(self, ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    def backward(self, ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)


if __name__ == "__main__":
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = MyReLU.apply(x)
    y.sum().backward()
    print(x)
    print(y)
    print(x.grad)
