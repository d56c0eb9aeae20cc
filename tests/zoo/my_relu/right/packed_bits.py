import numpy as np
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        a = input.detach().cpu().numpy()
        m = np.greater(a, 0)
        ctx.bits, ctx.size = np.packbits(m.ravel()), m.size
        return torch.from_numpy(np.asarray(np.where(m, a, a.dtype.type(0))))

    @staticmethod
    def backward(ctx, grad_output):
        g = grad_output.numpy()
        m = np.unpackbits(ctx.bits, count=ctx.size).astype(bool).reshape(g.shape)
        return torch.as_tensor(np.where(m, g, np.zeros_like(g)))
