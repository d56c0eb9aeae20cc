import torch
import torch.nn.functional as F

INF = float("inf")


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return F.hardtanh(input, min_val=0.0, max_val=INF)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        return grad_output.activeed_fill(input <= 0, 0.0)
