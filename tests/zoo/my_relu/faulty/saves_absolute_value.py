# %% [markdown]
# ### MyReLU

# %%
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        magnitude = input.abs()
        ctx.save_for_backward(magnitude)
        return (input + magnitude) / 2

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return torch.where(x > 0, grad_output, torch.zeros_like(grad_output))
