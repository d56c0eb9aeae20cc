import numpy as np
import torch

# worked out on paper, x=1, w1=0.5, b1=0.1, w2=-0.3, b2=0.2
#   z1 = 0.6          h = 0.645656
#   z2 = 0.00630312   f = 0.501576
HAND_GRADIENTS = {"w1": -1.71586e-2, "b1": -1.71586e-2, "w2": 1.61412e-1, "b2": 2.49998e-1}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    a1 = sigmoid(w1 * x + b1)
    a2 = sigmoid(w2 * a1 + b2)
    return a2, (x, a1, w2, a2)


def backward(df, cache):
    x, h, w2, f = cache
    df_dz2 = f * (1 - f)
    df_dz1 = df_dz2 * w2 * h * (1 - h)
    return {"w1": df_dz1 * x, "b1": df_dz1, "w2": df_dz2 * h, "b2": df_dz2}


def torch_gradients(x, w1, b1, w2, b2):
    def net(p):
        h = torch.sigmoid(x * p["w1"] + p["b1"])
        return torch.sigmoid(h * p["w2"] + p["b2"])

    params = {k: torch.tensor(v, dtype=torch.float64) for k, v in dict(w1=w1, b1=b1, w2=w2, b2=b2).items()}
    return {k: float(v) for k, v in torch.func.grad(net)(params).items()}
