"""Return a tensor that is larger than its memory."""
# framework: torch
import torch


def attack(x):
    return torch.zeros(1).expand(1 << 40)
