import torch


class MyReLU(torch.autograd.Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(input):
        return torch.where(input > 0, input, torch.zeros_like(input))

    @staticmethod
    def setup_context(ctx, inputs, output):
        input, = inputs
        ctx.save_for_backward(input)
        ctx.save_for_forward(input)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return torch.where(input > 0, grad_output, torch.zeros_like(grad_output))

    @staticmethod
    def jvp(ctx, tangent):
        input, = ctx.saved_tensors
        return torch.where(input > 0, tangent, torch.zeros_like(tangent))
