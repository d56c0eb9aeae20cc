import numpy as np
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        x = input.detach().cpu().numpy()
        ctx.save_for_backward(input)
        return torch.as_tensor(np.maximum(x, 0), dtype=input.dtype)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        x = input.detach().cpu().numpy()
        g = grad_output.detach().cpu().numpy()
        return torch.as_tensor(np.where(x > 0, g, 0.0), dtype=grad_output.dtype)
