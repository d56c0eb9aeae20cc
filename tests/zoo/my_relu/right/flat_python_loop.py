import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        values = []
        for v in input.reshape(-1).tolist():
            if v > 0:
                values.append(v)
            else:
                values.append(0.0)
        return torch.tensor(values, dtype=input.dtype).reshape(input.shape)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        values = []
        for v, g in zip(input.reshape(-1).tolist(), grad_output.reshape(-1).tolist()):
            if v > 0:
                values.append(g)
            else:
                values.append(0.0)
        return torch.tensor(values, dtype=grad_output.dtype).reshape(input.shape)
