import numpy as np
import torch

HAND_GRADIENTS = dict(w1=-0.017158648, b1=-0.017158648, w2=0.161412473, b2=0.249997517)


class MultiplyGate:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b

    def backward(self, dz):
        return dz * self.b, dz * self.a


class AddGate:
    def forward(self, a, b):
        return a + b

    def backward(self, dz):
        return dz, dz


class SigmoidGate:
    def forward(self, z):
        self.out = 1.0 / (1.0 + np.exp(-z))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1.0 - self.out)


class Network:
    def __init__(self):
        self.mul1, self.add1, self.sig1 = MultiplyGate(), AddGate(), SigmoidGate()
        self.mul2, self.add2, self.sig2 = MultiplyGate(), AddGate(), SigmoidGate()

    def forward(self, x, w1, b1, w2, b2):
        h = self.sig1.forward(self.add1.forward(self.mul1.forward(x, w1), b1))
        return self.sig2.forward(self.add2.forward(self.mul2.forward(h, w2), b2))

    def backward(self, df):
        dz2 = self.sig2.backward(df)
        dm2, db2 = self.add2.backward(dz2)
        dh, dw2 = self.mul2.backward(dm2)
        dz1 = self.sig1.backward(dh)
        dm1, db1 = self.add1.backward(dz1)
        dx, dw1 = self.mul1.backward(dm1)
        return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


def forward(x, w1, b1, w2, b2):
    net = Network()
    return net.forward(x, w1, b1, w2, b2), net


def backward(df, cache):
    return cache.backward(df)


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
