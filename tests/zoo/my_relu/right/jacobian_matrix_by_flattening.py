import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.shape = input.shape
        J = torch.diag((input.flatten() > 0).to(input.dtype))
        ctx.save_for_backward(J)
        return (J @ input.flatten()).view(input.shape)

    @staticmethod
    def backward(ctx, grad_output):
        J, = ctx.saved_tensors
        return (J.T @ grad_output.flatten()).view(ctx.shape)
