import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0.0)

    @staticmethod
    def backward(ctx, grad_output):
        grad_input = None
        if ctx.needs_input_grad[0]:
            input, = ctx.saved_tensors
            grad_input = grad_output.clone()
            grad_input[input <= 0] = 0
        return grad_input
