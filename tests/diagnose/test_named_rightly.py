"""Faults that look like another one: the cause that is named, in submissions to the real exercises."""

SHARED_MASK = """
import torch


class MyReLU(torch.autograd.Function):
    mask = None

    @staticmethod
    def forward(ctx, input):
        MyReLU.mask = input > 0
        return input * MyReLU.mask

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * MyReLU.mask
"""

BATCH_NORM = """
import numpy as np


def batch_norm_forward(x, gamma, beta, eps={default}):
    centred = x - x.mean(axis=0)
    std = np.sqrt((centred**2).mean(axis=0) + eps)
    xhat = centred / std
    return gamma * xhat + beta, (xhat, gamma, std)


def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    dgamma, dbeta = (dout * xhat).sum(axis=0), dout.sum(axis=0)
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return {results}
"""


def said(result, check):
    found = next(each for each in result.checks if each.id == check)
    return " ".join(finding.message for finding in found.findings)


def test_a_mask_that_all_calls_share_is_not_an_inverted_one(grade_source):
    result = grade_source("my_relu", SHARED_MASK)
    assert "in a place that all calls share" in said(result, "two_layers")
    assert result.score < result.max_score


def test_another_default_of_eps_is_not_an_eps_ignored(grade_source):
    result = grade_source("batch_norm_backward", BATCH_NORM.format(default="1e-3", results="dx, dgamma, dbeta"))
    assert "The default of eps" in said(result, "default_eps")
    assert [check.id for check in result.checks if check.score < check.max_score] == ["default_eps"]


def test_results_in_another_order_are_nothing_kept(grade_source):
    result = grade_source("batch_norm_backward", BATCH_NORM.format(default="1e-5", results="dgamma, dbeta, dx"))
    assert "exactly what `dbeta` should be" in said(result, "gradient_gamma")
    assert "something is kept" not in said(result, "gradient_gamma")
