import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        x, g = x.detach().numpy(), grad_output.numpy()
        fortran = x.ndim > 1 and x.flags.f_contiguous and not x.flags.c_contiguous
        flat = g.ravel(order="A") * (x.ravel(order="A") > 0)      # in memory order: faster
        return torch.from_numpy(flat.reshape(x.shape, order="F" if fortran else "C").copy())
