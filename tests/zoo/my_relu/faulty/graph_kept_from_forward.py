import threading
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.leaf = input.detach().clone().requires_grad_(True)
        with torch.enable_grad():
            ctx.out = ctx.leaf * (ctx.leaf > 0)
        return ctx.out.detach().clone()

    @staticmethod
    def backward(ctx, grad_output):
        def work():
            ctx.out.backward(grad_output)
        t = threading.Thread(target=work)
        t.start()
        t.join()
        return ctx.leaf.grad
