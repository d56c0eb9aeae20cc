"""Backpropagation, exercise 2: a custom autograd function."""
import torch


def MyReLU(input):
    """forward"""
    return torch.where(input > 0, input, torch.zeros_like(input))


def MyReLU_backward(input, grad_output):
    """backward"""
    return torch.where(input > 0, grad_output, torch.zeros_like(grad_output))
