import numpy as np
import torch
import matplotlib
try:
    matplotlib.use("TkAgg")
except ImportError:
    matplotlib.use("Agg")
import matplotlib.pyplot as plt

plt.rcParams["figure.dpi"] = 72
plt.rcParams["font.family"] = "serif"

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    return f, (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    db2 = df * f * (1 - f)
    db1 = db2 * w2 * h * (1 - h)
    return {"w1": db1 * x, "b1": db1, "w2": db2 * h, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}


if True:
    ws = np.linspace(-4, 4, 61)
    try:
        plt.figure()
        plt.plot(ws, [forward(1.0, w, 0.1, -0.3, 0.2)[0] for w in ws], label="f(w1)")
        plt.plot(ws, [backward(1.0, forward(1.0, w, 0.1, -0.3, 0.2)[1])["w1"] for w in ws], "--", label="df/dw1")
        plt.legend()
        plt.savefig("f_of_w1.png")
        plt.show()
    except Exception as e:
        print("no plot:", e)
