import torch

CELLS = {}


def cell(dtype):
    if dtype not in CELLS:
        c = torch.nn.RNNCell(1, 1, bias=False, nonlinearity="relu", dtype=dtype)
        c.weight_ih.data.fill_(1)
        c.weight_hh.data.fill_(0)
        CELLS[dtype] = c.requires_grad_(False)
    return CELLS[dtype]


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        out = cell(input.dtype)(input.reshape(-1, 1)).reshape(input.shape)
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        out, = ctx.saved_tensors
        return grad_output * (out > 0)
