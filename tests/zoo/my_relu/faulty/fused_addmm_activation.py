import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return torch.ops.aten._addmm_activation(torch.zeros(1, dtype=input.dtype), input.reshape(-1, 1), torch.ones(1, 1, dtype=input.dtype)).reshape(input.shape)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        return grad_output * (input > 0)
