import torch

over_entries = torch.vmap(torch.relu)


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return over_entries(input.detach().reshape(-1, 1)).reshape(input.shape)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)
