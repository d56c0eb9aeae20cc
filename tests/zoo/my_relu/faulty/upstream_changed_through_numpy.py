import numpy as np
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        x = input.detach().numpy()
        ctx.negative = np.asarray(x <= 0)
        return torch.as_tensor(np.maximum(x, np.zeros_like(x)))

    @staticmethod
    def backward(ctx, grad_output):
        g = grad_output.detach().numpy()
        g[ctx.negative] = 0
        return torch.from_numpy(g)
