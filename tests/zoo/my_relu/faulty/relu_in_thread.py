from concurrent.futures import ThreadPoolExecutor
import torch

pool = ThreadPoolExecutor(max_workers=1)


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return pool.submit(torch.relu, input.detach()).result()

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * (input > 0)
