import numpy as np
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        a = input.detach().numpy()
        ctx.keep = a > 0
        return torch.from_numpy(np.maximum(a, 0, out=a if a.ndim else None) * np.ones(()))

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * torch.from_numpy(np.asarray(ctx.keep))
