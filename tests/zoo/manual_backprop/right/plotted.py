import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    z = [None, None]
    a = [x, None, None]
    for layer, (w, b) in enumerate([(w1, b1), (w2, b2)]):
        z[layer] = a[layer] * w + b
        a[layer + 1] = sigmoid(z[layer])
    return a[-1], (a, [w1, w2])


def backward(df, cache):
    a, w = cache
    grads = {}
    upstream = df
    for layer in (2, 1):
        delta = upstream * a[layer] * (1 - a[layer])
        grads[f"w{layer}"] = delta * a[layer - 1]
        grads[f"b{layer}"] = delta
        upstream = delta * w[layer - 1]
    return grads


def torch_gradients(x, w1, b1, w2, b2):
    w1 = torch.tensor(w1, dtype=torch.float64, requires_grad=True)
    b1 = torch.tensor(b1, dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor(w2, dtype=torch.float64, requires_grad=True)
    b2 = torch.tensor(b2, dtype=torch.float64, requires_grad=True)
    h = torch.sigmoid(x * w1 + b1)
    f = torch.sigmoid(h * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}


z = np.linspace(-6, 6, 200)
plt.figure()
plt.plot(z, sigmoid(z), label="sigmoid")
plt.plot(z, sigmoid(z) * (1 - sigmoid(z)), label="derivative")
plt.legend()
plt.close()
