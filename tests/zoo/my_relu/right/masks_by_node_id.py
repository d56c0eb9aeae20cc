import torch

MASKS = {}      # id of the node -> mask; a node's id is its own while it lives


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        MASKS[id(ctx)] = input > 0
        return input * MASKS[id(ctx)]

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * MASKS[id(ctx)]
