import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        grad = torch.empty_like(grad_output)                 # keeps grad_output's strides
        dense = grad.as_strided((grad.numel(),), (1,)) if grad.numel() else grad
        if grad.numel() and 0 not in grad.stride() and grad_output.stride() == grad.stride():
            flat = grad_output.as_strided((grad.numel(),), (1,)) if not grad_output.is_contiguous() else grad_output.reshape(-1)
            keep = (input > 0).as_strided((grad.numel(),), (1,))
            dense.copy_(flat * keep)
            return grad
        return grad_output * (input > 0)
