import torch
import torch.nn as nn


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        output = input.clone()
        output[output < 0] = 0
        return output

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[input < 0] = 0
        return grad_input


my_relu = MyReLU.apply


class MyReLULayer(nn.Module):
    def forward(self, x):
        return my_relu(x)


net_mine = nn.Sequential(nn.Linear(4, 8), MyReLULayer(), nn.Linear(8, 1))
net_torch = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
net_torch.load_state_dict(net_mine.state_dict())

x = torch.randn(16, 4)
net_mine(x).sum().backward()
net_torch(x).sum().backward()
print("same gradients:", torch.allclose(net_mine[0].weight.grad, net_torch[0].weight.grad))
