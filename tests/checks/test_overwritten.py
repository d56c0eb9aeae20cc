"""A result that a later call changes, though nobody gave it to that call."""

RELU = """
import torch

BUFFERS = {{}}


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input > 0)
        {out}
        return torch.where(input > 0, input, torch.zeros_like(input), out=out) if out is not None else input * (input > 0)

    @staticmethod
    def backward(ctx, grad_output):
        (mask,) = ctx.saved_tensors
        return grad_output * mask
"""


def kept(grade_source, out):
    result = grade_source("my_relu", RELU.format(out=out))
    return next(check for check in result.checks if check.id == "kept_output")


def test_a_buffer_that_is_used_again(grade_source):
    check = kept(grade_source, "out = BUFFERS.setdefault((input.shape, input.dtype), torch.empty_like(input))")
    assert [finding.code for finding in check.findings if finding.level == "error"] == ["result_overwritten"]
    assert "MyReLU.apply ran" in check.message


def test_a_buffer_of_its_own(grade_source):
    assert kept(grade_source, "out = torch.empty_like(input)").verdict.value == "passed"
