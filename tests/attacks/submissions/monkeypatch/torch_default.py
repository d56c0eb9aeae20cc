"""Change what every later computation is done in."""
# framework: torch
import torch

torch.set_default_dtype(torch.float16)
torch.set_grad_enabled(False)
torch.set_num_threads(64)


def attack(x):
    return torch.ones(3)
