import torch
from collections import deque

QUEUE = deque()


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        QUEUE.append(input > 0)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        mask = QUEUE.popleft()
        return grad_output * mask
