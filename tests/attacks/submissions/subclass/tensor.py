"""Return a tensor whose every operation is one's own."""
# framework: torch
import torch


class Lying(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, arguments=(), keywords=None):
        import os

        os._exit(0)


def attack(x):
    return torch.ones(3).as_subclass(Lying)
