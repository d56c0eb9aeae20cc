import torch


class MyReLU(torch.autograd.Function):
    """Works on vectors; apply brings every shape into that form and back."""

    @staticmethod
    def forward(ctx, vector):
        ctx.save_for_backward(vector)
        return torch.stack((vector, torch.zeros_like(vector))).amax(0)

    @staticmethod
    def backward(ctx, grad_output):
        vector, = ctx.saved_tensors
        return torch.einsum("i,i->i", (vector > 0).to(grad_output), grad_output)

    @classmethod
    def apply(cls, tensor):
        return super().apply(tensor.reshape(-1)).reshape(tensor.shape)
