import sys
import unittest
import torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        lower = torch.minimum(input, torch.tensor(0, dtype=input.dtype))
        ctx.save_for_backward(lower)
        return input - lower

    @staticmethod
    def backward(ctx, grad_output):
        lower, = ctx.saved_tensors
        return grad_output - torch.where(lower != 0, grad_output, torch.zeros_like(grad_output))


class Test(unittest.TestCase):
    def test_gradcheck(self):
        x = torch.randn(3, 2, dtype=torch.double, requires_grad=True)
        self.assertTrue(torch.autograd.gradcheck(MyReLU.apply, x, eps=1e-6, atol=1e-4))

    def test_against_functional(self):
        import torch.nn.functional as F
        x = torch.randn(50)
        self.assertTrue(torch.equal(F.relu(x), MyReLU.apply(x)))


if __name__ == "__main__":
    unittest.main()
unittest.TextTestRunner(sys.stdout).run(unittest.defaultTestLoader.loadTestsFromTestCase(Test))
