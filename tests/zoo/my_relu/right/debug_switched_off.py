import torch

DEBUG = False


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        output = torch.where(input > 0, input, torch.zeros_like(input))
        if DEBUG:
            expected = torch.relu(input)
            print("max difference:", (output - expected).abs().max().item())
            assert torch.equal(output, expected)
        return output

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        grad_input = grad_output * (input > 0)
        if DEBUG:
            print("grad in: ", grad_output)
            print("grad out:", grad_input)
        return grad_input
