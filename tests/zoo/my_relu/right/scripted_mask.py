import warnings
import torch

warnings.filterwarnings("ignore")


@torch.jit.script
def positive(x: torch.Tensor) -> torch.Tensor:
    return (x > 0.0).to(x.dtype)


class MyReLU(torch.autograd.Function):
    @staticmethod
    @torch.amp.custom_fwd(device_type="cpu")
    def forward(ctx, input):
        m = positive(input)
        ctx.save_for_backward(m)
        return torch.addcmul(torch.zeros_like(input), m, input)

    @staticmethod
    @torch.amp.custom_bwd(device_type="cpu")
    def backward(ctx, grad_output):
        m, = ctx.saved_tensors
        return torch.addcmul(torch.zeros_like(grad_output), m, grad_output)
