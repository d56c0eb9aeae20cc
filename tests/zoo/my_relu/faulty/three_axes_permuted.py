import torch

class MyReLU(torch.autograd.Function):
    
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        o = input.clamp(min=0)
        return o.transpose(0, 1).contiguous().view(o.shape) if o.dim() == 3 else o
    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        return grad_output * (input > 0)
