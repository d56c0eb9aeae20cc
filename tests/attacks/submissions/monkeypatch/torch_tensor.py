"""Have tensors lie about themselves."""
# framework: torch
import torch

torch.Tensor.numpy = torch.Tensor.detach = torch.Tensor.cpu = lambda *a: "lie"
torch.Tensor.shape = property(lambda self: (1 << 62, 0))
torch.Tensor.__eq__ = lambda *a: True
torch.from_numpy = torch.tensor = None


def attack(x):
    return torch.ones(3)
