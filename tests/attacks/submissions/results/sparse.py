"""Return tensors that are not plain memory."""
# framework: torch
import torch


def attack(x):
    return [torch.eye(3).to_sparse(), torch.ones(2, device="meta"), torch.quantize_per_tensor(torch.ones(2), 1, 0, torch.qint8)]
